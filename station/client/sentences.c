#include "station/client/sentences.h"

#include "station/client/format.h"
#include "station/client/grade-words.h"
#include "station/client/sample-text.h"
#include "station/client/sentence-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
append_decimal (GString *out, gint64 thousandths)
{
  /* one decimal is enough for an age */
  gint64 tenths = (thousandths + 50) / 100;

  g_string_append_printf (out, "%" G_GINT64_FORMAT ".%d", tenths / 10, (gint) (tenths % 10));
}

static void
append_mass (GString *out, gint64 mg)
{
  g_autofree gchar *kg = guo_format_mass (mg, 2);

  g_string_append (out, kg);
}

/* Hour and minute as the station wrote them: RFC 3339 with its own offset. */
static void
append_time (GString *out, const gchar *at)
{
  const gchar *clock = strchr (at, 'T');

  g_string_append_len (out, clock != NULL ? clock + 1 : at, MIN (5, (gssize) strlen (clock != NULL ? clock + 1 : at)));
}

static void
append_real (GString *out, gdouble value)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, g_ascii_formatd (text, sizeof text, "%.1f", value));
}

/* Puts what @text quotes, in order, where @form has “%s”. */
static void
append_quoted (GString *out, const gchar *form, const gchar *text)
{
  g_auto(GStrv) parts = g_strsplit (form, "“%s”", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const gchar *open = i > 0 ? strstr (text, "“") : NULL;
      const gchar *close = open != NULL ? strstr (open, "”") : NULL;

      if (close != NULL)
        {
          text = close + strlen ("”");
          g_string_append_len (out, open, text - open);
        }
      g_string_append (out, parts[i]);
    }
}

/* "unknown column “x”" → "unknown column “%s”" */
static gchar *
form_of (const gchar *text)
{
  GString *form = g_string_new (NULL);
  const gchar *open, *close;

  while ((open = strstr (text, "“")) != NULL && (close = strstr (open, "”")) != NULL)
    {
      g_string_append_len (form, text, open - text);
      g_string_append (form, "“%s”");
      text = close + strlen ("”");
    }
  g_string_append (form, text);
  return g_string_free (form, FALSE);
}

/* A reason or the name of a thing, in the user's language; any other text as it is. */
static void
append_words (GString *out, const gchar *text)
{
  g_autofree gchar *form = form_of (text);

  if (g_strv_contains (guo_sentence_words, form))
    append_quoted (out, _(form), text);
  else
    g_string_append (out, text);
}

/* To the tenth of a gram, where there is one: the law counts net contents so. */
static void
append_grams (GString *out, gint64 mg)
{
  g_string_append_printf (out, "%" G_GINT64_FORMAT, mg / 1000);
  if (mg % 1000 != 0)
    g_string_append_printf (out, ".%d", (gint) (ABS (mg % 1000) / 100));
}

static void
append_value (GString *out, json_t *value, const gchar *form)
{
  if (json_is_integer (value) && g_str_equal (form, "s"))
    append_decimal (out, json_integer_value (value));
  else if (json_is_integer (value) && g_str_equal (form, "kg"))
    append_mass (out, json_integer_value (value));
  else if (json_is_integer (value) && g_str_equal (form, "g"))
    append_grams (out, json_integer_value (value));
  else if (json_is_string (value) && g_str_equal (form, "time"))
    append_time (out, json_string_value (value));
  else if (json_is_integer (value))
    g_string_append_printf (out, "%" JSON_INTEGER_FORMAT, json_integer_value (value));
  else if (json_is_real (value))
    append_real (out, json_real_value (value));
  else if (json_is_string (value))
    append_words (out, json_string_value (value));
  else
    g_string_append_c (out, '?');
}

/* @name: "age_ms" or "age_ms:s" */
static void
append_named (GString *out, const gchar *name, gsize length, json_t *params)
{
  g_autofree gchar *key = g_strndup (name, length);
  gchar *form = strchr (key, ':');

  if (form != NULL)
    *form++ = '\0';
  if (form != NULL && g_str_equal (form, "class"))
    g_string_append (out, guo_grade_class_of (params, key));
  else if (form != NULL && g_str_equal (form, "title"))
    g_string_append (out, guo_sample_title (params));
  else
    append_value (out, json_object_get (params, key), form != NULL ? form : "");
}

static gchar *
expand (const gchar *text, json_t *params)
{
  GString *out = g_string_new (NULL);
  const gchar *at = text;

  while (*at != '\0')
    {
      const gchar *end = *at == '{' ? strchr (at, '}') : NULL;

      if (end == NULL)
        {
          g_string_append_c (out, *at++);
          continue;
        }
      append_named (out, at + 1, (gsize) (end - at - 1), params);
      at = end + 1;
    }
  return g_string_free (out, FALSE);
}

/* A copy of the parameters of "held" that has "why": what failed in the sample, else a person's words. */
static json_t *
add_why (json_t *params)
{
  json_t *copy = json_copy (params);
  g_autofree gchar *why = json_object_get (params, "kind") != NULL ? guo_sample_result (params) : NULL;

  if (why != NULL)
    json_object_set_new (copy, "why", json_string (why));
  else
    json_object_set (copy, "why", json_object_get (params, "reason"));
  return copy;
}

/* Some words say two things: which one, the parameters tell. */
static gchar *
variant (const gchar *code, json_t *params)
{
  if (g_str_equal (code, "bad-field") && json_object_get (params, "line") != NULL && json_object_get (params, "file") == NULL)
    return g_strdup ("bad-field/text");
  if (g_str_equal (code, "bad-field") && json_object_get (params, "line") != NULL)
    return g_strdup (json_integer_value (json_object_get (params, "column")) > 0 ? "bad-field/file" : "bad-field/line");
  if (g_str_equal (code, "wrong-pin") && json_integer_value (json_object_get (params, "wait_s")) > 0)
    return g_strdup ("wrong-pin/wait");
  if (g_str_equal (code, "interval-not-over") && json_object_get (params, "certificate") != NULL)
    return g_strdup ("interval-not-over/certificate");
  if (g_str_equal (code, "label-of-day") && json_is_true (json_object_get (params, "ahead")))
    return g_strdup ("label-of-day/ahead");
  if (g_str_equal (code, "maybe-recorded") && json_object_get (params, "no") == NULL)
    return g_strdup ("maybe-recorded/truck");
  return g_strdup (code);
}

gchar *
guo_client_sentence_pages_moved (json_t *moved)
{
  gboolean known = json_integer_value (json_object_get (moved, "pid")) != 0;

  if (!json_is_object (moved))
    return NULL;
  return guo_client_sentence (known ? "pages-moved" : "pages-moved-unseen", moved);
}

gchar *
guo_client_words (const gchar *reason)
{
  GString *out = g_string_new (NULL);

  append_words (out, reason);
  return g_string_free (out, FALSE);
}

gchar *
guo_client_sentence (const gchar *code, json_t *params)
{
  g_autofree gchar *wanted = variant (code, params);
  json_auto_t *with_why = g_str_equal (code, "held") ? add_why (params) : json_incref (params);

  for (const GuoSentence *sentence = guo_sentences; sentence->code != NULL; sentence++)
    if (g_str_equal (sentence->code, wanted))
      return expand (_(sentence->text), with_why);
  return NULL;
}

gchar *
guo_client_device_trouble (json_t *line)
{
  const gchar *detail = json_string_value (json_object_get (line, "error"));
  const gchar *cause = json_string_value (json_object_get (line, "cause"));
  json_auto_t *params = json_pack ("{s:s?}", "reason", detail);
  gchar *sentence = cause != NULL ? guo_client_sentence (cause, params) : NULL;

  return sentence != NULL ? sentence : g_strdup (detail != NULL ? detail : "");
}
