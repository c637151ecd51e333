/* One table of decoder cases for the tests of the families: bytes in, readings out as one line of text. */
#pragma once

#include "drivers/framer.h"

typedef struct
{
  const gchar *name;
  const gchar *bytes; /* C string; the length is in len */
  gsize len;
  const gchar *expect; /* readings as "23.45 kg gross stable", joined by "; " */
} DecodeCase;

#define DECODE_CASE(name, bytes, expect) { name, bytes, sizeof (bytes) - 1, expect }

static void
decode_case_describe (const GuoReading *reading, gpointer user_data)
{
  GString *text = user_data;
  g_autofree gchar *digits = guo_reading_to_string (reading);
  const gchar *unit = reading->has_value ? guo_unit_name (reading->unit) : NULL;

  g_string_append_printf (text, "%s%s%s%s %s%s%s", text->len > 0 ? "; " : "", digits != NULL ? digits : "-",
                          unit != NULL ? " " : "", unit != NULL ? unit : "",
                          guo_reading_kind_name (reading->kind),
                          reading->stable == GUO_FLAG_TRUE    ? " stable"
                          : reading->stable == GUO_FLAG_FALSE ? " moving"
                                                              : "",
                          reading->overload ? " overload" : "");
}

/* Cut into pieces of each size, the bytes give the readings that the case names. */
G_GNUC_UNUSED static void
decode_case_check (const GuoScaleProtocol *protocol, const DecodeCase *c)
{
  for (gsize piece = 1; piece <= c->len; piece++)
    {
      g_autoptr (GuoFramer) framer = guo_framer_new (protocol, NULL);
      g_autoptr (GString) text = g_string_new (NULL);

      for (gsize at = 0; at < c->len; at += piece)
        guo_framer_push (framer, (const guint8 *) c->bytes + at, MIN (piece, c->len - at),
                         decode_case_describe, text);
      guo_framer_flush (framer, decode_case_describe, text);
      g_assert_cmpstr (text->str, ==, c->expect);
    }
}
