#include "drivers/config.h"
#include "drivers/encode.h"
#include "drivers/framer.h"
#include "drivers/scale/modbus.h"
#include "tests/drivers/decode-case.h"

#include <string.h>

/* Bytes of MODBUS over Serial Line; the check sums were made with another program (the CRC of the vectors). */
typedef struct
{
  const gchar *name;
  const gchar *config;
  const gchar *bytes;
  gsize len;
  const gchar *expect;
} MapCase;

#define MAP_CASE(name, config, bytes, expect) { name, config, bytes, sizeof (bytes) - 1, expect }
#define OWN(values) "{\"transport\":\"tcp\",\"exponent\":-2,\"map\":{\"function\":3,\"first\":16,\"count\":3," values "}}"
#define TCP "\0\1\0\0\0\x09\1\3\x06"

static const MapCase cases[] = {
  MAP_CASE ("dini", "{\"transport\":\"tcp\",\"exponent\":-1,\"map\":\"dini-dgt4\"}",
            "\0\1\0\0\0\x0d\1\4\x0a\0\0\x30\x39\0\0\0\x64\0\x25", "-10.0 kg net stable"),
  MAP_CASE ("signed", OWN ("\"gross\":{\"register\":16,\"type\":\"s32\"},\"status\":{\"register\":18,\"stable\":[0]}"),
            TCP "\xff\xff\xff\x9c\0\1", "-1.00 kg gross stable"),
  MAP_CASE ("sixteen", OWN ("\"gross\":{\"register\":17,\"type\":\"s16\"},\"status\":{\"register\":18}"),
            TCP "\0\0\xff\x9c\0\1", "-1.00 kg gross"),
  MAP_CASE ("low-first",
            OWN ("\"word_order\":\"low-first\",\"gross\":{\"register\":16,\"type\":\"u32\"},\"status\":{\"register\":18,\"stable\":[1]}"),
            TCP "\0\5\0\1\0\1", "655.41 kg gross moving"),
  MAP_CASE ("float", OWN ("\"gross\":{\"register\":16,\"type\":\"f32\"},\"status\":{\"register\":18,\"stable\":[0]}"),
            TCP "\x41\x45\x70\xa4\0\1", "12.34 kg gross stable"),
  MAP_CASE ("no-number", OWN ("\"gross\":{\"register\":16,\"type\":\"f32\"},\"status\":{\"register\":18}"),
            TCP "\x7f\xc0\0\0\0\1", ""),
  MAP_CASE ("tcp-header-where-rtu-is-set", "{}", "\0\7\0\0\0\x0d\1\3\x0a\x08\0\0\0\1\xf4\0\0\1\xf4", ""),
};

static void
test_map (gconstpointer data)
{
  const MapCase *c = data;
  g_autoptr (GError) error = NULL;
  GuoScaleConfig config;
  GuoRegisterMap map;

  g_assert_true (guo_scale_config_parse (c->config, &guo_scale_modbus_laumas, &config, &map, &error));
  g_assert_no_error (error);
  for (gsize piece = 1; piece <= c->len; piece++)
    {
      g_autoptr (GuoFramer) framer = guo_framer_new (&guo_scale_modbus_laumas, &config);
      g_autoptr (GString) text = g_string_new (NULL);

      for (gsize at = 0; at < c->len; at += piece)
        guo_framer_push (framer, (const guint8 *) c->bytes + at, MIN (piece, c->len - at), decode_case_describe, text);
      guo_framer_flush (framer, decode_case_describe, text);
      g_assert_cmpstr (text->str, ==, c->expect);
    }
}

static void
test_question_over_tcp (void)
{
  const GuoScaleConfig config = { .modbus_tcp = TRUE };
  guint8 out[64];
  gssize n = guo_scale_encode (&guo_scale_modbus_laumas,
                               &(GuoScaleCommand) { .command = "ask", .address = 255 - 8, .config = &config }, out,
                               sizeof out, NULL);

  g_assert_cmpint (n, ==, 12);
  g_assert_true (memcmp (out, "\0\0\0\0\0\6\xf7\3\0\6\0\5", 12) == 0);
}

typedef struct
{
  const gchar *text;
  const gchar *says;
} BadCase;

static const BadCase bad[] = {
  { "{\"exponent\":1}", "exponent" },
  { "{\"transport\":\"udp\"}", "transport" },
  { "{\"read\":\"40007..40012\"}", "40007..40011" },
  { "{\"function\":4}", "function" },
  { "{\"map\":\"no-such\"}", "no-such" },
  { "{\"map\":3}", "map" },
  { "{\"map\":{\"function\":6}}", "function" },
  { "{\"map\":{\"function\":3,\"first\":0,\"count\":33}}", "count" },
  { "{\"map\":{\"function\":3,\"first\":0,\"count\":2,\"speed\":1}}", "speed" },
  { "{\"map\":{\"function\":3,\"first\":0,\"count\":2,\"gross\":{\"register\":1,\"type\":\"u32\"}}}", "register" },
  { "{\"map\":{\"function\":3,\"first\":0,\"count\":1,\"gross\":{\"register\":0,\"type\":\"u32\"}}}", "count" },
  { "{\"map\":{\"function\":3,\"first\":0,\"count\":2,\"gross\":{\"register\":0,\"type\":\"u64\"}}}", "gross" },
  { "{\"map\":{\"function\":3,\"first\":0,\"count\":2,\"gross\":{\"register\":0,\"type\":\"u16\"}}}", "status" },
  { "{\"map\":{\"function\":3,\"first\":0,\"count\":2,\"gross\":{\"register\":0,\"type\":\"u16\"},\"status\":"
    "{\"register\":1,\"stable\":[16]}}}", "stable" },
  { "{\"baud\":9600}", "baud" },
  { "[]", "object" },
  { "{", "column" },
};

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      GuoScaleConfig config;
      GuoRegisterMap map;

      g_assert_false (guo_scale_config_parse (bad[i].text, &guo_scale_modbus_laumas, &config, &map, &error));
      g_assert_nonnull (error);
      if (strstr (error->message, bad[i].says) == NULL)
        g_error ("\"%s\" does not say \"%s\"", error->message, bad[i].says);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/drivers/scale/modbus/map/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_map);
    }
  g_test_add_func ("/drivers/scale/modbus/question-over-tcp", test_question_over_tcp);
  g_test_add_func ("/drivers/scale/modbus/bad-settings", test_bad);
  return g_test_run ();
}
