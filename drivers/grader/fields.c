#include "drivers/grader/fields.h"

#include <string.h>

#define FIELDS_MAX 10u
/* Above every range: a longer number stays here instead of overflowing. */
#define TOO_MUCH G_GINT64_CONSTANT (1000000000000000000)

typedef struct
{
  const gchar *at;
  gsize len;
} Field;

typedef struct
{
  const gchar *name; /* as people and programs know it */
  gint64 least;
  gint64 most;
  gboolean optional;
} Range;

static gboolean
fail (GuoGraderFault *fault, GuoGraderCode code, const gchar *field)
{
  fault->code = code;
  fault->field = field;
  return FALSE;
}

/* Returns: how many fields there are; those beyond FIELDS_MAX are counted only. */
static gsize
split (const gchar *body, gsize len, Field fields[FIELDS_MAX])
{
  const gchar *end = body + len;
  gsize n = 0;

  for (const gchar *at = body;; n++)
    {
      const gchar *comma = memchr (at, ',', (gsize) (end - at));
      const gchar *stop = comma != NULL ? comma : end;

      if (n < FIELDS_MAX)
        fields[n] = (Field) { at, (gsize) (stop - at) };
      if (comma == NULL)
        return n + 1;
      at = comma + 1;
    }
}

/* A minus makes a number out of range; a point or a plus makes it none. */
static gboolean
read_number (const Field *field, const Range *range, gint64 *out, GuoGraderFault *fault)
{
  gboolean minus = field->len > 1 && field->at[0] == '-';
  gint64 value = 0;

  if (field->len == 0 && range->optional)
    {
      *out = GUO_GRADER_NONE;
      return TRUE;
    }
  if (field->len == 0)
    return fail (fault, GUO_GRADER_BAD_FIELD, range->name);
  for (gsize i = minus ? 1 : 0; i < field->len; i++)
    {
      guint digit = (guint) (guchar) field->at[i] - '0';

      if (digit > 9)
        return fail (fault, GUO_GRADER_BAD_FIELD, range->name);
      value = value < TOO_MUCH / 10 ? value * 10 + digit : TOO_MUCH;
    }
  if (minus || value < range->least || value > range->most)
    return fail (fault, GUO_GRADER_OUT_OF_RANGE, range->name);
  *out = value;
  return TRUE;
}

static gboolean
read_seq (const Field *field, GuoGraderRecord *out, GuoGraderFault *fault)
{
  static const Range range = { "seq", 0, G_MAXUINT32, FALSE };
  gint64 value;

  if (!read_number (field, &range, &value, fault))
    return FALSE;
  if (field->len > 1 && field->at[0] == '0')
    return fail (fault, GUO_GRADER_BAD_FIELD, range.name);
  out->seq = (guint32) value;
  return fault->has_seq = TRUE;
}

/* Texts go to screens and papers: no control characters. @out has room for every text of a frame. */
static gboolean
read_text (const Field *field, const gchar *name, gboolean optional, gchar *out, GuoGraderFault *fault)
{
  gsize n = 0;

  if ((field->len == 0 && !optional) || field->len > GUO_GRADER_TEXT_MAX)
    return fail (fault, GUO_GRADER_BAD_FIELD, name);
  for (gsize i = 0; i < field->len; i++)
    {
      gchar c = field->at[i];

      if (!g_ascii_isgraph (c))
        return fail (fault, GUO_GRADER_BAD_FIELD, name);
      if (c == '%')
        {
          if (field->len - i < 3 || !g_ascii_isxdigit (field->at[i + 1]) || !g_ascii_isxdigit (field->at[i + 2]))
            return fail (fault, GUO_GRADER_BAD_FIELD, name);
          c = (gchar) (g_ascii_xdigit_value (field->at[i + 1]) << 4 | g_ascii_xdigit_value (field->at[i + 2]));
          i += 2;
        }
      if (g_ascii_iscntrl (c))
        return fail (fault, GUO_GRADER_BAD_FIELD, name);
      out[n++] = c;
    }
  out[n] = '\0';
  return g_utf8_validate_len (out, n, NULL) || fail (fault, GUO_GRADER_BAD_FIELD, name);
}

/* "S2" or "S2:13", up to a semicolon or the end. Returns: bytes used; 0: it is none. */
static gsize
read_defect (const gchar *at, gsize len, GuoGraderDefect *out)
{
  static const Range area_range = { "defects", 0, 99999, FALSE };
  const gchar *stop = memchr (at, ';', len);
  gsize used = stop != NULL ? (gsize) (stop - at) : len;
  GuoGraderFault ignored;
  gint64 area = GUO_GRADER_NONE;

  if (used < 2 || !g_ascii_isalpha (at[0]) || !g_ascii_isdigit (at[1]))
    return 0;
  if (used > 2
      && (at[2] != ':' || used > 8 || !read_number (&(Field) { at + 3, used - 3 }, &area_range, &area, &ignored)))
    return 0;
  *out = (GuoGraderDefect) { { at[0], at[1], '\0' }, (gint32) area };
  return used;
}

static gboolean
read_defects (const Field *field, GuoGraderFruit *out, GuoGraderFault *fault)
{
  out->n_defects = 0;
  for (gsize at = 0; field->len > 0 && at <= field->len; at++) /* the semicolon */
    {
      gsize used = 0;

      if (out->n_defects < GUO_GRADER_DEFECTS_MAX)
        used = read_defect (field->at + at, field->len - at, &out->defects[out->n_defects]);
      if (used == 0)
        return fail (fault, GUO_GRADER_BAD_FIELD, "defects");
      out->n_defects++;
      at += used;
    }
  return TRUE;
}

static gboolean
read_fruit (const Field *fields, GuoGraderRecord *out, GuoGraderFault *fault)
{
  enum { LANE, CUP, OUTLET, MASS, DIAMETER, COLOUR, BRIX, N };
  static const Range ranges[N] = {
    [LANE] = { "lane", 1, 64, FALSE },
    [CUP] = { "cup", 0, 99999, TRUE },
    [OUTLET] = { "outlet", 0, 255, FALSE },
    [MASS] = { "mass_mg", 1, 5000000, TRUE },
    [DIAMETER] = { "diameter_x10mm", 1, 5000, TRUE },
    [COLOUR] = { "colour_permille", 0, 1000, TRUE },
    [BRIX] = { "brix_x10", 0, 600, TRUE },
  };
  GuoGraderFruit *fruit = &out->fruit;
  gint64 values[N];

  for (gsize i = LANE; i <= COLOUR; i++)
    if (!read_number (&fields[i], &ranges[i], &values[i], fault))
      return FALSE;
  if (!read_defects (&fields[COLOUR + 1], fruit, fault)
      || !read_number (&fields[COLOUR + 2], &ranges[BRIX], &values[BRIX], fault))
    return FALSE;
  fruit->lane = (gint32) values[LANE];
  fruit->cup = (gint32) values[CUP];
  fruit->outlet = (gint32) values[OUTLET];
  fruit->mass_mg = values[MASS];
  fruit->diameter_x10mm = (gint32) values[DIAMETER];
  fruit->colour_permille = (gint32) values[COLOUR];
  fruit->brix_x10 = (gint32) values[BRIX];
  return TRUE;
}

static gboolean
read_start (const Field *fields, GuoGraderRecord *out, GuoGraderFault *fault)
{
  static const Range version_range = { "version", 0, 9999, FALSE };
  static const Range lanes_range = { "lanes", 1, 64, FALSE };
  static const Range outlets_range = { "outlets", 1, GUO_GRADER_OUTLETS, FALSE };
  gint64 version, lanes, outlets;

  if (!read_text (&fields[0], "sender", TRUE, out->stream.sender, fault)
      || !read_number (&fields[1], &version_range, &version, fault)
      || !read_number (&fields[2], &lanes_range, &lanes, fault)
      || !read_number (&fields[3], &outlets_range, &outlets, fault))
    return FALSE;
  out->stream.version = (gint32) version;
  out->stream.lanes = (gint32) lanes;
  out->stream.outlets = (gint32) outlets;
  return TRUE;
}

static gboolean
read_begin (const Field *fields, GuoGraderRecord *out, GuoGraderFault *fault)
{
  out->batch.count = GUO_GRADER_NONE;
  out->batch.mass_mg = GUO_GRADER_NONE;
  return read_text (&fields[0], "batch", FALSE, out->batch.name, fault)
         && read_text (&fields[1], "variety", TRUE, out->batch.variety, fault);
}

static gboolean
read_end (const Field *fields, GuoGraderRecord *out, GuoGraderFault *fault)
{
  static const Range count_range = { "count", 0, G_MAXUINT32, FALSE };
  static const Range mass_range = { "mass_mg", 0, TOO_MUCH - 1, FALSE };

  out->batch.variety[0] = '\0';
  return read_text (&fields[0], "batch", FALSE, out->batch.name, fault)
         && read_number (&fields[1], &count_range, &out->batch.count, fault)
         && read_number (&fields[2], &mass_range, &out->batch.mass_mg, fault);
}

static gboolean
read_heartbeat (const Field *fields, GuoGraderRecord *out, GuoGraderFault *fault)
{
  static const Range range = { "uptime_ms", 0, TOO_MUCH - 1, FALSE };

  return read_number (&fields[0], &range, &out->uptime_ms, fault);
}

/* The kinds of records; @n_fields counts type and number. */
static const struct
{
  gchar letter;
  GuoGraderType type;
  gsize n_fields;
  gboolean (*read) (const Field *fields, GuoGraderRecord *out, GuoGraderFault *fault);
} kinds[] = {
  { 'F', GUO_GRADER_FRUIT, 10, read_fruit },   { 'H', GUO_GRADER_HEARTBEAT, 3, read_heartbeat },
  { 'B', GUO_GRADER_BATCH_BEGIN, 4, read_begin }, { 'E', GUO_GRADER_BATCH_END, 5, read_end },
  { 'S', GUO_GRADER_START, 6, read_start },
};

static gboolean
fail_unknown (const Field *fields, gsize n, GuoGraderRecord *out, GuoGraderFault *fault)
{
  gsize shown = MIN (fields[0].len, sizeof fault->type - 1);

  for (gsize i = 0; i < shown; i++)
    fault->type[i] = g_ascii_isprint (fields[0].at[i]) ? fields[0].at[i] : '?';
  fault->type[shown] = '\0';
  out->type = GUO_GRADER_UNKNOWN;
  if (n > 1)
    read_seq (&fields[1], out, fault);
  return fail (fault, GUO_GRADER_UNKNOWN_RECORD, NULL);
}

gboolean
guo_grader_fields_read (const gchar *body, gsize len, GuoGraderRecord *out, GuoGraderFault *fault)
{
  Field fields[FIELDS_MAX];
  gsize n = split (body, len, fields);
  gsize kind = 0;

  fault->has_seq = FALSE;
  while (kind < G_N_ELEMENTS (kinds)
         && (fields[0].len != 2 || fields[0].at[0] != 'G' || fields[0].at[1] != kinds[kind].letter))
    kind++;
  if (kind == G_N_ELEMENTS (kinds))
    return fail_unknown (fields, n, out, fault);
  out->type = kinds[kind].type;
  if (n < 2)
    return fail (fault, GUO_GRADER_FIELD_COUNT, NULL);
  if (!read_seq (&fields[1], out, fault))
    return FALSE;
  if (n != kinds[kind].n_fields)
    return fail (fault, GUO_GRADER_FIELD_COUNT, NULL);
  return kinds[kind].read (fields + 2, out, fault);
}
