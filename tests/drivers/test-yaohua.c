#include "drivers/scale/yaohua.h"
#include "tests/drivers/decode-case.h"

#include <string.h>

/* Frames of the XK3190-A9+ manual p.9 and DS1 p.6; the damaged ones are made from them. */
static const DecodeCase cases[] = {
  DECODE_CASE ("whole", "\x02+0020002" "1B\x03", "20.00 kg unknown"),
  DECODE_CASE ("minus", "\x02-0003452" "1D\x03", "-3.45 kg unknown"),
  DECODE_CASE ("frame-hidden-in-cut-frame", "\x02+0020\x02+0020002" "1B\x03", "20.00 kg unknown"),
  DECODE_CASE ("lower-case-checksum", "\x02+0020002" "1b\x03", ""),
  DECODE_CASE ("end-byte-missing", "\x02+0020002" "1B\x02+0020002" "1B\x03", "20.00 kg unknown"),
  DECODE_CASE ("sign-blank", "\x02 0020002" "10\x03", ""),
  DECODE_CASE ("parity-bit-on-end", "\x02+0020002" "1B\x83", ""),
  DECODE_CASE ("only-start-bytes", "\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02", ""),
  DECODE_CASE ("nothing", "", ""),
};

static void
test_decode (gconstpointer data)
{
  decode_case_check (&guo_scale_yaohua_tf0, data);
}

static void
test_configured_unit (void)
{
  const GuoScaleConfig config = { .unit = GUO_UNIT_T };
  g_autoptr (GuoFramer) framer = guo_framer_new (&guo_scale_yaohua_tf0, &config);
  g_autoptr (GString) text = g_string_new (NULL);

  guo_framer_push (framer, (const guint8 *) "\x02+0020002" "1B\x03", 12, decode_case_describe, text);
  g_assert_cmpstr (text->str, ==, "20.00 t unknown");
}

static void
test_frame (void)
{
  GuoScaleDisplay display = { .mantissa = -345, .exponent = -2, .unit = GUO_UNIT_KG, .stable = TRUE };
  guint8 out[12];

  g_assert_cmpuint (guo_scale_yaohua_tf0.frame (&display, out, sizeof out), ==, sizeof out);
  g_assert_true (memcmp (out, "\x02-0003452" "1D\x03", sizeof out) == 0);
  g_assert_cmpuint (guo_scale_yaohua_tf0.frame (&display, out, 11), ==, 0);
  display.mantissa = 1000000;
  g_assert_cmpuint (guo_scale_yaohua_tf0.frame (&display, out, sizeof out), ==, 0);
  display = (GuoScaleDisplay) { .overload = TRUE };
  g_assert_cmpuint (guo_scale_yaohua_tf0.frame (&display, out, sizeof out), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/drivers/scale/yaohua/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_decode);
    }
  g_test_add_func ("/drivers/scale/yaohua/configured-unit", test_configured_unit);
  g_test_add_func ("/drivers/scale/yaohua/frame", test_frame);
  return g_test_run ();
}
