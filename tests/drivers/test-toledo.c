#include "drivers/encode.h"
#include "drivers/scale/toledo.h"
#include "tests/drivers/decode-case.h"

#include <string.h>

/* Status bits: Wildcat manual p.6-5. */
static const DecodeCase plain_cases[] = {
  DECODE_CASE ("whole", "\x02\x2c\x30\x20" "012345000000\r", "123.45 kg gross stable"),
  DECODE_CASE ("tonnes", "\x02\x2d\x30\x22" "012345000000\r", "12.345 t gross stable"),
  DECODE_CASE ("five-decimals", "\x02\x2f\x31\x20" "123456000000\r", "1.23456 kg net stable"),
  DECODE_CASE ("minus-zero", "\x02\x2c\x32\x20" "000000000000\r", "0.00 kg gross stable"),
  DECODE_CASE ("keyboard-tare", "\x02\x2c\x31\x60" "001000000250\r", "10.00 kg net stable"),
  DECODE_CASE ("not-zeroed-since-power-up", "\x02\x2c\x70\x20" "012345000000\r", "- gross stable"),
  DECODE_CASE ("expanded-display", "\x02\x2d\x30\x30" "123456000000\r", "- gross stable"),
  DECODE_CASE ("blank-weight-in-range", "\x02\x2c\x30\x20" "      000000\r", ""),
  DECODE_CASE ("blank-inside", "\x02\x2c\x30\x20" "01 345000000\r", ""),
  DECODE_CASE ("dummy-zeros", "\x02\x28\x30\x20" "012345000000\r", ""),
  DECODE_CASE ("step-unknown", "\x02\x24\x30\x20" "012345000000\r", ""),
  DECODE_CASE ("unit-unknown", "\x02\x2c\x30\x23" "012345000000\r", ""),
  DECODE_CASE ("liden-bits", "\x02\x4c\x30\x30" "012345000000\r", ""),
  DECODE_CASE ("parity-as-data", "\x82\xac\x30\xa0" "\x30\xb1\xb2\x33\xb4\x35\x30\x30\x30\x30\x30\x30\x8d", ""),
  DECODE_CASE ("letter-in-tare", "\x02\x2c\x30\x20" "0123450000A0\r", ""),
  DECODE_CASE ("frame-hidden-in-cut-frame", "\x02\x2c\x30\x20" "0123\x02\x2c\x30\x20" "012345000000\r",
               "123.45 kg gross stable"),
  DECODE_CASE ("line-feed-between", "\x02\x2c\x30\x20" "012345000000\r\n\x02\x2c\x38\x20" "012350000000\r\n",
               "123.45 kg gross stable; 123.50 kg gross moving"),
};

/* Once the checksum is asked for, a frame without it is none, whatever went before. */
static const DecodeCase checked_cases[] = {
  DECODE_CASE ("whole", "\x02\x2c\x30\x20" "012345000000\r\x26", "123.45 kg gross stable"),
  DECODE_CASE ("good-then-damaged", "\x02\x2c\x30\x20" "012345000000\r\x26\x02\x2c\x30\x20" "012346000000\r\x26",
               "123.45 kg gross stable"),
  DECODE_CASE ("good-then-without-checksum",
               "\x02\x2c\x30\x20" "012345000000\r\x26\x02\x2c\x30\x20" "012345000000\r", "123.45 kg gross stable"),
  DECODE_CASE ("without-checksum-twice",
               "\x02\x2c\x30\x20" "012345000000\r\x02\x2c\x30\x20" "012345000000\r", ""),
  DECODE_CASE ("checksum-is-02", "\x02\x2c\x30\x20" "000699000999\r\x02\x02\x2c\x30\x20" "012345000000\r\x26",
               "6.99 kg gross stable; 123.45 kg gross stable"),
  DECODE_CASE ("checksum-is-0d", "\x02\x2c\x30\x20" "049999000000\r\x0d\x02\x2c\x30\x20" "012345000000\r\x26",
               "499.99 kg gross stable; 123.45 kg gross stable"),
};

static void
test_plain (gconstpointer data)
{
  decode_case_check (&guo_scale_mt_cont, data);
}

static void
test_checked (gconstpointer data)
{
  decode_case_check (&guo_scale_mt_cont_chk, data);
}

typedef struct
{
  const gchar *name;
  GuoScaleCommand command;
  const gchar *send; /* NULL: refused */
} EncodeCase;

static const EncodeCase encode_cases[] = {
  { "zero", { "zero", 0, NULL, NULL }, "Z\r\n" },
  { "tare", { "tare", 0, NULL, NULL }, "T\r\n" },
  { "preset-tare", { "tare", 0, "1.85", NULL }, "T1.85\r\n" },
  { "preset-tare-whole", { "tare", 0, "12", NULL }, "T12\r\n" },
  { "clear-tare", { "clear-tare", 0, NULL, NULL }, "C\r\n" },
  { "print", { "print", 0, NULL, NULL }, "P\r\n" },
  { "unknown", { "handshake", 0, NULL, NULL }, NULL },
  { "addressed", { "zero", 3, NULL, NULL }, NULL },
  { "argument-of-zero", { "zero", 0, "1", NULL }, NULL },
  { "tare-no-number", { "tare", 0, "1.8.5", NULL }, NULL },
  { "tare-point-last", { "tare", 0, "1.", NULL }, NULL },
  { "tare-negative", { "tare", 0, "-1", NULL }, NULL },
  { "tare-empty", { "tare", 0, "", NULL }, NULL },
  { "tare-line-end-inside", { "tare", 0, "1\r\nZ", NULL }, NULL },
  { "tare-seven-digits", { "tare", 0, "1234.567", NULL }, NULL },
};

static void
test_encode (gconstpointer data)
{
  const EncodeCase *c = data;
  g_autoptr (GError) error = NULL;
  guint8 out[16];
  gssize n = guo_scale_encode (&guo_scale_mt_cont, &c->command, out, sizeof out, &error);

  if (c->send == NULL)
    {
      g_assert_cmpint (n, ==, -1);
      g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, (gssize) strlen (c->send));
  g_assert_true (memcmp (out, c->send, strlen (c->send)) == 0);
}

/* What the simulator's frame says is what the decoder reads. */
static void
check_frame (const GuoScaleProtocol *protocol)
{
  static const struct
  {
    GuoScaleDisplay display;
    const gchar *expect;
  } cases[] = {
    { { 12345, -2, GUO_UNIT_KG, FALSE, TRUE, FALSE, FALSE, FALSE, 0 }, "123.45 kg gross stable" },
    { { -250, -2, GUO_UNIT_KG, TRUE, FALSE, FALSE, FALSE, FALSE, 0 }, "-2.50 kg net moving" },
    { { 999999, 0, GUO_UNIT_G, FALSE, TRUE, FALSE, FALSE, FALSE, 0 }, "999999 g gross stable" },
    { { 31, -3, GUO_UNIT_T, FALSE, TRUE, FALSE, FALSE, FALSE, 0 }, "0.031 t gross stable" },
    { { 1000000, -2, GUO_UNIT_KG, FALSE, FALSE, TRUE, FALSE, FALSE, 0 }, "- gross moving overload" },
    { { -5000, -2, GUO_UNIT_KG, FALSE, TRUE, FALSE, TRUE, FALSE, 0 }, "- gross stable overload" },
    { { 1000000, -2, GUO_UNIT_KG, FALSE, TRUE, FALSE, FALSE, FALSE, 0 }, "" },
    { { 1, 0, GUO_UNIT_OZ, FALSE, TRUE, FALSE, FALSE, FALSE, 0 }, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GuoFramer) framer = guo_framer_new (protocol, NULL);
      g_autoptr (GString) text = g_string_new (NULL);
      guint8 out[32];
      gsize n = protocol->frame (&cases[i].display, out, sizeof out);

      guo_framer_push (framer, out, n, decode_case_describe, text);
      g_assert_cmpstr (text->str, ==, cases[i].expect);
      g_assert_cmpuint (protocol->frame (&cases[i].display, out, protocol->max_frame - 1), ==, 0);
    }
}

static void
test_frame (void)
{
  check_frame (&guo_scale_mt_cont);
  check_frame (&guo_scale_mt_cont_chk);
}

static void
add_cases (const gchar *prefix, const DecodeCase *cases, gsize n, GTestDataFunc func)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree gchar *path = g_strconcat ("/drivers/scale/toledo/", prefix, cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], func);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_cases ("plain/", plain_cases, G_N_ELEMENTS (plain_cases), test_plain);
  add_cases ("checked/", checked_cases, G_N_ELEMENTS (checked_cases), test_checked);
  for (gsize i = 0; i < G_N_ELEMENTS (encode_cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/drivers/scale/toledo/encode/", encode_cases[i].name, NULL);

      g_test_add_data_func (path, &encode_cases[i], test_encode);
    }
  g_test_add_func ("/drivers/scale/toledo/frame", test_frame);
  return g_test_run ();
}
