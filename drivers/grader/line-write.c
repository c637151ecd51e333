#include "drivers/grader/line-write.h"

#include "drivers/grader/crc.h"

#include <string.h>

/* A body under way; what does not fit is dropped, and @full says so. */
typedef struct
{
  gchar *out;
  gsize len;
  gsize max;
  gboolean full;
} Body;

static void
put (Body *body, gchar c)
{
  if (body->len < body->max)
    body->out[body->len++] = c;
  else
    body->full = TRUE;
}

static void
put_chars (Body *body, const gchar *text)
{
  for (; *text != '\0'; text++)
    put (body, *text);
}

static void
put_number (Body *body, gint64 value)
{
  gchar digits[24];

  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, value);
  put_chars (body, digits);
}

/* NONE is an empty field. */
static void
put_field (Body *body, gint64 value)
{
  put (body, ',');
  if (value != GUO_GRADER_NONE)
    put_number (body, value);
}

/* RFC 3986: all but the unreserved characters. */
static void
put_text (Body *body, const gchar *text)
{
  static const gchar hex[] = "0123456789ABCDEF";

  put (body, ',');
  for (; *text != '\0'; text++)
    if (g_ascii_isalnum (*text) || strchr ("-._~", *text) != NULL)
      put (body, *text);
    else
      {
        put (body, '%');
        put (body, hex[(guchar) *text >> 4]);
        put (body, hex[(guchar) *text & 15]);
      }
}

static void
put_fruit (Body *body, const GuoGraderFruit *fruit)
{
  put_field (body, fruit->lane);
  put_field (body, fruit->cup);
  put_field (body, fruit->outlet);
  put_field (body, fruit->mass_mg);
  put_field (body, fruit->diameter_x10mm);
  put_field (body, fruit->colour_permille);
  put (body, ',');
  for (guint i = 0; i < fruit->n_defects; i++)
    {
      if (i > 0)
        put (body, ';');
      put_chars (body, fruit->defects[i].code);
      if (fruit->defects[i].area_mm2 == GUO_GRADER_NONE)
        continue;
      put (body, ':');
      put_number (body, fruit->defects[i].area_mm2);
    }
  put_field (body, fruit->brix_x10);
}

static void
put_record (Body *body, const GuoGraderRecord *record)
{
  static const gchar letters[] = { [GUO_GRADER_START] = 'S', [GUO_GRADER_BATCH_BEGIN] = 'B', [GUO_GRADER_FRUIT] = 'F',
                                   [GUO_GRADER_BATCH_END] = 'E', [GUO_GRADER_HEARTBEAT] = 'H' };

  put (body, 'G');
  put (body, letters[record->type]);
  put_field (body, record->seq);
  if (record->type == GUO_GRADER_START)
    {
      put_text (body, record->stream.sender);
      put_field (body, record->stream.version);
      put_field (body, record->stream.lanes);
      put_field (body, record->stream.outlets);
    }
  else if (record->type == GUO_GRADER_FRUIT)
    put_fruit (body, &record->fruit);
  else if (record->type == GUO_GRADER_HEARTBEAT)
    put_field (body, record->uptime_ms);
  else
    put_text (body, record->batch.name);
  if (record->type == GUO_GRADER_BATCH_BEGIN)
    put_text (body, record->batch.variety);
  else if (record->type == GUO_GRADER_BATCH_END)
    {
      put_field (body, record->batch.count);
      put_field (body, record->batch.mass_mg);
    }
}

/* What a reader would say to it: the ranges stand in one place only. */
static gboolean
check (const Body *body, GError **error)
{
  GuoGraderRecord back;
  GuoGraderFault fault;

  if (body->full)
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "the line is longer than %u bytes",
                 GUO_GRADER_LINE_MAX);
  else if (!guo_grader_fields_read (body->out, body->len, &back, &fault))
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "%s: %s",
                 fault.field != NULL ? fault.field : "line", guo_grader_code_name (fault.code));
  else
    return TRUE;
  return FALSE;
}

gsize
guo_grader_line_write (const GuoGraderRecord *record, gchar out[GUO_GRADER_LINE_SIZE], GError **error)
{
  gchar tail[8];
  Body body = { out + 1, 0, GUO_GRADER_LINE_MAX - 6, FALSE }; /* "$", and star with four digits */

  g_return_val_if_fail (record->type < GUO_GRADER_UNKNOWN, 0);
  g_return_val_if_fail (record->type != GUO_GRADER_FRUIT || record->fruit.n_defects <= GUO_GRADER_DEFECTS_MAX, 0);
  put_record (&body, record);
  if (!check (&body, error))
    return 0;
  out[0] = '$';
  g_snprintf (tail, sizeof tail, "*%04X\r\n", guo_grader_crc ((const guint8 *) body.out, body.len));
  memcpy (body.out + body.len, tail, 7);
  return 1 + body.len + 7;
}
