#include "drivers/framer.h"
#include "drivers/scale/hid.h"
#include "tests/drivers/decode-case.h"

/* Of a Pitney Bowes scale, 221 bytes, from a public emulator; a DYMO M10 reports the same length. */
static const gchar pitney_bowes[]
    = "058d0920a1010930a10285017508950115010927a102250a1921292ab100c00950a102250c1951295cb100c0c00931a10285027501950215"
      "002501098109809102750695019103c00932a1028503750815010970a1022508197129788100c00950a102250c1951295c8100c01581257f"
      "094181027510150027ffff000009408102c00934a1028505750895010950a1021501250c1951295cb100c01581257f0941b1027510150027"
      "ffff00000940b103c00935a102850675109502150027ffff000009600961b103c00930a10285077508950f1500257f0940b102c0c0";

static gsize
from_hex (const gchar *hex, guint8 *out)
{
  gsize n = 0;

  for (; hex[2 * n] != '\0'; n++)
    out[n] = (guint8) (g_ascii_xdigit_value (hex[2 * n]) << 4 | g_ascii_xdigit_value (hex[2 * n + 1]));
  return n;
}

static void
test_layout (void)
{
  const GuoHidScaleLayout *usual = &guo_hid_scale_usual_layout;
  guint8 bytes[256];
  gsize len = from_hex (pitney_bowes, bytes);
  GuoHidScaleLayout layout;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (len, ==, 221);
  g_assert_true (guo_hid_scale_layout_read (bytes, len, &layout, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (layout.report_id, ==, usual->report_id);
  g_assert_cmpuint (layout.len, ==, usual->len);
  g_assert_cmpuint (layout.status, ==, usual->status);
  g_assert_cmpuint (layout.unit, ==, usual->unit);
  g_assert_cmpuint (layout.exponent, ==, usual->exponent);
  g_assert_cmpuint (layout.weight, ==, usual->weight);
  g_assert_cmpuint (layout.weight_bytes, ==, usual->weight_bytes);
  g_assert_cmpuint (layout.zero_id, ==, usual->zero_id);
  g_assert_cmpuint (layout.zero_mask, ==, usual->zero_mask);
}

/* A keyboard, an end in the middle, nothing: no scale, and a sentence says so. */
static void
test_no_scale (void)
{
  static const gchar *const descriptors[] = {
    "", "05010906a101050719e029e71500250175019508810295017508810195057501c0",
    "058d0920a1010932a1028503750815010970a1022508197129788100c0c0c0",
    "058d0932a10285037508150109402510810209718102c0",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (descriptors); i++)
    {
      guint8 bytes[256];
      gsize len = from_hex (descriptors[i], bytes);
      GuoHidScaleLayout layout;
      g_autoptr (GError) error = NULL;

      g_assert_false (guo_hid_scale_layout_read (bytes, len, &layout, &error));
      g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT);
    }
}

/* Another maker's order: report 9, weight of four bytes in front. */
static void
test_other_layout (void)
{
  const GuoHidScaleLayout layout = { .report_id = 9, .len = 8, .weight = 1, .weight_bytes = 4, .exponent = 5, .unit = 6, .status = 7 };
  const GuoScaleConfig config = { .report = &layout };
  g_autoptr (GuoFramer) framer = guo_framer_new (&guo_scale_usb_hid, &config);
  g_autoptr (GString) text = g_string_new (NULL);

  guo_framer_push (framer, (const guint8 *) "\x09\x40\xe2\x01\x00\xfd\x03\x04", 8, decode_case_describe, text);
  g_assert_cmpstr (text->str, ==, "123.456 kg unknown stable");
}

/* A report that came short is not completed by the next one. */
static void
test_transfers (void)
{
  g_autoptr (GuoFramer) framer = guo_framer_new (&guo_scale_usb_hid, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  guo_framer_push (framer, (const guint8 *) "\x03\x04\x02\x00\xf4", 5, decode_case_describe, text);
  guo_framer_flush (framer, decode_case_describe, text);
  guo_framer_push (framer, (const guint8 *) "\x03\x04\x02\x00\xf4\x01", 6, decode_case_describe, text);
  guo_framer_flush (framer, decode_case_describe, text);
  guo_framer_push (framer, (const guint8 *) "\x05\x03\x04\x02\x00\x14\x00", 7, decode_case_describe, text);
  guo_framer_flush (framer, decode_case_describe, text);
  g_assert_cmpstr (text->str, ==, "500 g unknown stable");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drivers/scale/hid/layout", test_layout);
  g_test_add_func ("/drivers/scale/hid/no-scale", test_no_scale);
  g_test_add_func ("/drivers/scale/hid/other-layout", test_other_layout);
  g_test_add_func ("/drivers/scale/hid/transfers", test_transfers);
  return g_test_run ();
}
