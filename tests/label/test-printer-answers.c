/* Answers of printers that come byte by byte, as the station's reader takes them. */
#include "drivers/printer/usb-class.h"
#include "drivers/printer/escpos.h"
#include "drivers/printer/tspl.h"
#include "drivers/printer/zpl.h"
#include "tests/label/printer-rows.h"

#include <string.h>

/* What the station's reader makes of an answer that comes byte by byte must be what the row says. */
static void
hear_row (json_t *row)
{
  const gchar *query = text_in (json_object_get (row, "input"), "query");
  json_t *states = json_object_get (json_object_get (row, "expect"), "states");
  gboolean asb = g_strcmp0 (query, "asb") == 0;
  const GuoPrinterLanguage *language = guo_printer_language_find (text_in (row, "language"), NULL);
  g_autoptr(GByteArray) bytes = bytes_of (row);
  GuoPrinterReader reader = { .parts = 1 };
  GuoPrinterAnswer answer = { 0 };
  GuoPrinterHeard heard = GUO_PRINTER_HEARD_NOTHING;

  if (language == NULL || states == NULL || g_strcmp0 (query, "1b2153") == 0
      || json_is_false (json_object_get (json_object_get (row, "expect"), "valid")))
    return;
  if (g_str_has_prefix (query, "10040"))
    reader.parts = 5 - (guint) (query[5] - '0');
  if (strstr (text_in (row, "case"), "compact") != NULL) /* without a frame: read only where it is told what it is */
    return;
  for (guint i = 0; i < bytes->len && heard == GUO_PRINTER_HEARD_NOTHING; i++)
    heard = language->hear (&reader, bytes->data[i], &answer);
  g_assert_cmpint (heard, ==, asb || reader.parts > 0 ? GUO_PRINTER_HEARD_PART : GUO_PRINTER_HEARD_STATE);
  if (strstr (text_in (row, "case"), "two_answers") == NULL)
    {
      json_auto_t *words = guo_printer_state_words (answer.states & ~(guint32) GUO_PRINTER_PAPER_NEAR_END);
      json_auto_t *near = guo_printer_state_words (answer.states);
      g_autofree gchar *ours = sorted_words (g_str_has_prefix (query, "~") ? words : near);
      g_autofree gchar *theirs = sorted_words (states);

      g_assert_cmpstr (ours, ==, theirs);
    }
}

static void
test_heard_byte_by_byte (void)
{
  each_row (hear_row);
}

static guint
hear_marks (const GuoPrinterLanguage *language, const gchar *text, gsize len, guint parts)
{
  GuoPrinterReader reader = { .parts = parts };
  guint mark = 0;

  for (gsize i = 0; i < len; i++)
    {
      GuoPrinterAnswer answer = { 0 };

      if (language->hear (&reader, (guint8) text[i], &answer) == GUO_PRINTER_HEARD_MARK)
        mark = answer.mark;
    }
  return mark;
}

/* The mark is found among the answers to what was asked meanwhile. */
static void
test_marks (void)
{
  g_assert_cmpuint (hear_marks (&guo_printer_escpos, "\x12\x12\x37\x22\x30\x30\x34\x32\x00\x12\x12", 11, 4), ==, 42);
  g_assert_cmpuint (hear_marks (&guo_printer_escpos, "\x37\x22\x30\x13\x30\x34\x32\x00", 8, 0), ==, 42);
  g_assert_cmpuint (hear_marks (&guo_printer_escpos, "\x37\x22\x30\x30\x34\x32\x01", 7, 0), ==, 0);
  g_assert_cmpuint (hear_marks (&guo_printer_tspl, "\x20{9999}\r\n", 9, 1), ==, 9999);
  g_assert_cmpuint (hear_marks (&guo_printer_tspl, "{00", 3, 1), ==, 0);
  g_assert_cmpuint (hear_marks (&guo_printer_tspl, "{0000}", 6, 1), ==, 0);
}

/* The end of line behind a mark is no state, though each of its bytes could be one. */
static void
test_tspl_line_end (void)
{
  static const gchar *const ends[] = { "", "\r", "\n", "\r\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree gchar *text = g_strdup_printf ("{0042}%s\x04", ends[i]);
      GuoPrinterReader reader = { .parts = 1 };
      GuoPrinterAnswer answer = { 0 };
      guint states = 0;

      for (const gchar *at = text; *at != '\0'; at++)
        states += guo_tspl_hear (&reader, (guint8) *at, &answer) == GUO_PRINTER_HEARD_STATE ? 1 : 0;
      g_assert_cmpuint (states, ==, 1);
      g_assert_cmpuint (answer.states, ==, GUO_PRINTER_PAPER_OUT);
    }
}

/* An answer that was cut off is not completed with lines of the next one. */
static void
test_zpl_cut_answer (void)
{
  static const gchar answer[] = "\002030,0,0,0600,000,0,0,0,000,0,0,0\003\r\n"
                                "\002000,0,1,0,0,2,4,0,00000000,1,000\003\r\n\0021234,0\003\r\n";
  const gsize len = strlen (answer);

  for (gsize cut = 0; cut < len; cut++)
    {
      GuoPrinterReader reader = { 0 };
      GuoPrinterAnswer out = { 0 };
      guint heard = 0;

      for (gsize i = 0; i < cut; i++)
        guo_zpl_hear (&reader, (guint8) answer[i], &out);
      out = (GuoPrinterAnswer) { 0 };
      for (gsize i = 0; i < len; i++)
        heard += guo_zpl_hear (&reader, (guint8) answer[i], &out) == GUO_PRINTER_HEARD_STATE ? 1 : 0;
      g_assert_cmpuint (heard, ==, 1);
      g_assert_cmpuint (out.states, ==, GUO_PRINTER_HEAD_OPEN);
    }
}

/* What a printer on USB says of itself chooses its language in the form. */
static void
test_id (void)
{
  static const struct
  {
    const gchar *id;
    const gchar *name;
    const gchar *language; /* NULL: none that is known */
  } cases[] = {
    { "MFG:Zebra;CMD:ZPL;MDL:ZD420;CLS:PRINTER;", "Zebra ZD420", "zpl" },
    { "MANUFACTURER:TSC;COMMAND SET:TSPL2;MODEL:TTP-244 Pro;", "TSC TTP-244 Pro", "tspl" },
    { "MFG:EPSON;CMD:ESC/POS,BDC;MDL:TM-L90;", "EPSON TM-L90", "escpos" },
    { "MFG:EPSON;CMD:ESCP9,PRPII9,BDC;MDL:DFX-9000;", "EPSON DFX-9000", NULL },
    { "CLS:PRINTER;", "", NULL },
    { "", "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *name = NULL;

      g_assert_cmpstr (guo_usb_class_describe_id (cases[i].id, &name), ==, cases[i].language);
      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label/printer-answers/byte-by-byte", test_heard_byte_by_byte);
  g_test_add_func ("/label/printer-answers/marks", test_marks);
  g_test_add_func ("/label/printer-answers/tspl-line-end", test_tspl_line_end);
  g_test_add_func ("/label/printer-answers/zpl-cut-answer", test_zpl_cut_answer);
  g_test_add_func ("/label/printer-answers/usb-id", test_id);
  return g_test_run ();
}
