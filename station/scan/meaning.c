#include "station/scan/meaning.h"

#include "station/call.h"
#include "station/gs1/digital-link.h"
#include "station/gs1/keys.h"
#include "station/scan/content.h"
#include "station/scan/own.h"
#include "station/serial.h"

#include <string.h>

#define SHOWN_CHARS 80

typedef struct
{
  GuoCall *call;
  const gchar *text;
  const GuoScanContent *content;
  GError **error;
} Question;

/* What each kind says of itself, unless something more is known. */
static json_t *
means (const gchar *kind, const gchar *sentence, const gchar *page)
{
  return json_pack ("{s:s, s:s, s:s?}", "kind", kind, "sentence", sentence, "page", page);
}

static json_t *
row (const Question *q, const gchar *statement, json_t *params)
{
  g_autoptr(json_t) owned = params;

  return guo_database_row (q->call->db, statement, owned, q->error);
}

/* A label that was sent and of which nobody knows whether it came out: the scan is the proof. */
static gboolean
is_asked_for (json_t *found)
{
  const gchar *state = guo_field_text (found, "label_state");

  return g_strcmp0 (state, "doubtful") == 0 || g_strcmp0 (state, "sent") == 0;
}

static const gchar *
case_sentence (json_t *found)
{
  static const gchar *const sentences[][2] = {
    { "replaced", "scan-case-replaced" }, { "void", "scan-case-void" }, { "scrapped", "scan-case-scrapped" },
    { "reserved", "scan-case-reserved" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_strcmp0 (guo_field_text (found, "state"), sentences[i][0]) == 0)
      return sentences[i][1];
  return guo_field_bool (found, "part") ? "scan-case-part" : guo_field_text (found, "pallet") != NULL ? "scan-case-pallet" : "scan-case";
}

/* The cases that took its place, as a sentence names them. */
static json_t *
successor_words (json_t *found)
{
  g_autoptr(GString) words = g_string_new (NULL);
  gsize i;
  json_t *serial;

  json_array_foreach (json_object_get (found, "successors"), i, serial)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", json_string_value (serial));
  return json_string (words->str);
}

static json_t *
case_answer (json_t *found)
{
  gboolean label = !guo_field_bool (found, "void") && is_asked_for (found);
  json_t *answer = means (label ? "label" : "case", label ? "scan-label" : case_sentence (found), "pack");

  json_object_set (answer, "case_state", json_object_get (found, "state"));
  json_object_set (answer, "part", json_object_get (found, "part"));
  json_object_set (answer, "pallet", json_object_get (found, "pallet"));
  json_object_set (answer, "pallet_no", json_object_get (found, "pallet_no"));
  json_object_set (answer, "successors", json_object_get (found, "successors"));
  json_object_set_new (answer, "instead", successor_words (found));

  json_object_set (answer, "id", json_object_get (found, "id"));
  json_object_set (answer, "no", json_object_get (found, "serial"));
  json_object_set (answer, "lot_no", json_object_get (found, "lot_no"));
  json_object_set (answer, "void", json_object_get (found, "void"));
  json_object_set (answer, "state", json_object_get (found, "label_state"));
  json_object_set (answer, "job", json_object_get (found, "label_job"));
  json_object_set (answer, "copy", json_object_get (found, "label_copy"));
  return answer;
}

/* Returns: JSON null: there is no such case; NULL: an error. @gtin: (nullable): what must be its own. */
static json_t *
find_case (const Question *q, const gchar *serial, const gchar *gtin)
{
  g_autoptr(json_t) found = row (q, "case", json_pack ("{s:s}", "serial", serial));

  if (found == NULL)
    return NULL;
  if (json_is_null (found) || (gtin != NULL && g_strcmp0 (guo_field_text (found, "gtin"), gtin) != 0))
    return json_null ();
  return case_answer (found);
}

static json_t *
lot_answer (json_t *found)
{
  const gchar *kind = guo_field_text (found, "kind");
  gboolean harvest = g_strcmp0 (kind, "harvest") == 0, packed = g_strcmp0 (kind, "pack") == 0;
  gboolean open = g_strcmp0 (guo_field_text (found, "delivery_state"), "open") == 0;
  json_t *answer = means ("lot", packed ? "scan-pack-lot" : "scan-lot", !harvest ? "pack" : open ? "weigh" : "deliver");

  json_object_set (answer, "id", json_object_get (found, "id"));
  json_object_set (answer, "no", json_object_get (found, "no"));
  json_object_set (answer, "delivery", json_object_get (found, "delivery"));
  json_object_set (answer, "state", json_object_get (found, "delivery_state"));
  return answer;
}

static json_t *
find_lot (const Question *q, const gchar *statement, json_t *params)
{
  g_autoptr(json_t) found = row (q, statement, params);

  return found == NULL || json_is_null (found) ? g_steal_pointer (&found) : lot_answer (found);
}

static json_t *
find_delivery (const Question *q, const gchar *day)
{
  g_autoptr(json_t) found = row (q, "delivery-of-day", json_pack ("{s:s, s:s}", "day", day, "no", q->text));
  gboolean open;
  json_t *answer;

  if (found == NULL || json_is_null (found))
    return g_steal_pointer (&found);
  open = g_strcmp0 (guo_field_text (found, "state"), "open") == 0;
  answer = means ("delivery", open ? "scan-delivery" : "scan-delivery-closed", open ? "weigh" : "deliver");
  json_object_set (answer, "id", json_object_get (found, "id"));
  json_object_set (answer, "delivery", json_object_get (found, "id"));
  json_object_set (answer, "no", json_object_get (found, "no"));
  json_object_set (answer, "state", json_object_get (found, "state"));
  return answer;
}

/* Ours when it is in the log. */
static json_t *
pallet (const Question *q, const gchar *sscc)
{
  g_autoptr(json_t) found = row (q, "pallet", json_pack ("{s:s}", "sscc", sscc));
  gboolean known = found != NULL && !json_is_null (found);
  json_t *answer;

  if (found == NULL)
    return NULL;
  answer = means (known ? "pallet" : "stranger", known ? "scan-pallet" : "scan-stranger", known ? "pack" : NULL);
  json_object_set_new (answer, "sscc", json_string (sscc));
  json_object_set_new (answer, "no", json_string (known ? guo_field_text (found, "no") : sscc));
  if (known)
    {
      json_object_set (answer, "id", json_object_get (found, "id"));
      json_object_set (answer, "state", json_object_get (found, "state"));
      json_object_set (answer, "cases", json_object_get (found, "cases"));
    }
  return answer;
}

static json_t *
foreign (const gchar *gtin)
{
  json_t *answer = means ("foreign", "scan-foreign", NULL);

  json_object_set_new (answer, "no", json_string (gtin != NULL ? gtin : ""));
  return answer;
}

static gboolean
is_own_host (const Question *q)
{
  g_autofree gchar *base = guo_station_pages_url (q->call->station);

  return g_ascii_strncasecmp (q->text, base, strlen (base)) == 0 && strchr ("/?#", q->text[strlen (base)]) != NULL;
}

/* A symbol with keys of GS1: ours when what it names is in the log, whatever its host: labels printed before the
 * host was set stay good. */
static json_t *
by_elements (const Question *q)
{
  GPtrArray *elements = q->content->elements;
  const gchar *sscc = guo_gs1_element_find (elements, "00");
  const gchar *gtin = guo_gs1_element_find (elements, "01");
  const gchar *lot = guo_gs1_element_find (elements, "10");
  const gchar *serial = guo_gs1_element_find (elements, "21");
  json_t *answer = json_null ();

  if (sscc != NULL)
    return pallet (q, sscc);
  if (gtin != NULL && serial != NULL)
    answer = find_case (q, serial, gtin);
  if (gtin != NULL && lot != NULL && serial == NULL)
    answer = find_lot (q, "lot-by-number", json_pack ("{s:s, s:s}", "gtin", gtin, "no", lot));
  if (answer == NULL || !json_is_null (answer))
    return answer;
  if (q->content->link && is_own_host (q))
    {
      answer = means ("stranger", "scan-stranger", NULL);
      json_object_set_new (answer, "no", json_string (serial != NULL ? serial : lot != NULL ? lot : gtin));
      return answer;
    }
  return foreign (gtin);
}

static json_t *
by_day (const Question *q, const gchar *day)
{
  json_t *answer = find_delivery (q, day);

  if (answer == NULL || !json_is_null (answer))
    return answer;
  return find_lot (q, "lot-of-day", json_pack ("{s:s, s:s}", "day", day, "no", q->text));
}

/* Numbers of deliveries and lots hold month and day, "0716-21", "QS-0716-03", "R-0716-02-1", "60716-014": of this year, or of the
 * last. */
static json_t *
by_number (const Question *q)
{
  g_autoptr(GRegex) form = g_regex_new ("^(?:[A-Z0-9]{1,6}-|[0-9])?([01][0-9])([0-3][0-9])-[0-9]{1,4}[A-Z]?(?:-[0-9]{1,3})?$", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree gchar *today = guo_call_today (q->call, q->error);
  gint year;

  if (today == NULL)
    return NULL;
  if (!g_regex_match (form, q->text, 0, &match))
    return json_null ();
  year = (gint) g_ascii_strtoll (today, NULL, 10);
  for (gint back = 0; back < 2; back++)
    {
      g_autofree gchar *month = g_match_info_fetch (match, 1);
      g_autofree gchar *date = g_match_info_fetch (match, 2);
      g_autofree gchar *day = g_strdup_printf ("%04d-%s-%s", year - back, month, date);
      json_t *answer = by_day (q, day);

      if (answer == NULL || !json_is_null (answer))
        return answer;
    }
  return json_null ();
}

/* Digits that can only be one thing: an SSCC behind its AI, or an article number of EAN or UPC. */
static json_t *
by_digits (const Question *q)
{
  g_autofree gchar *gtin14 = q->content->gtin14 != NULL ? g_strdup (q->content->gtin14) : NULL;
  gsize len = strspn (q->text, "0123456789");

  if (q->text[len] != '\0')
    return json_null ();
  if (len == 20 && strncmp (q->text, "00", 2) == 0 && guo_gs1_check_digit (q->text + 2, 17) == q->text[19] - '0')
    return pallet (q, q->text + 2);
  if (gtin14 == NULL && (len == 8 || len == 12 || len == 13 || len == 14))
    gtin14 = guo_gs1_gtin14 (q->text, NULL);
  return gtin14 != NULL ? foreign (gtin14) : json_null ();
}

/* Answers in their order; the first that knows the code holds. */
static json_t *
ask_all (const Question *q)
{
  json_t *answer = guo_scan_own (q->call, q->text, q->error);

  if (answer != NULL && json_is_null (answer) && q->content->elements != NULL)
    return by_elements (q);
  if (answer != NULL && json_is_null (answer) && !q->content->gs1)
    answer = find_case (q, q->text, NULL);
  if (answer != NULL && json_is_null (answer))
    answer = by_number (q);
  if (answer != NULL && json_is_null (answer))
    answer = by_digits (q);
  if (answer == NULL || !json_is_null (answer))
    return answer;
  if (q->content->warning != NULL)
    return means ("unclear", "scan-unclear", NULL);
  if (g_ascii_strncasecmp (q->text, "http://", 7) == 0 || g_ascii_strncasecmp (q->text, "https://", 8) == 0)
    return means ("link", "scan-link", NULL);
  return means ("unknown", "scan-unknown", NULL);
}

static json_t *
element_list (GPtrArray *elements)
{
  json_t *list = json_array ();

  for (guint i = 0; elements != NULL && i < elements->len; i++)
    {
      const GuoGs1Element *element = g_ptr_array_index (elements, i);

      json_array_append_new (list, json_pack ("{s:s, s:s}", "ai", element->ai, "value", element->value));
    }
  return list;
}

/* A sentence names the code; of a long one its beginning. */
static gchar *
shown (const gchar *text)
{
  g_autofree gchar *front = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), SHOWN_CHARS));

  for (gchar *p = front; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  return g_strconcat (front, strlen (front) < strlen (text) ? "…" : "", NULL);
}

json_t *
guo_scan_meaning (GuoCall *call, const gchar *aim, const gchar *text, GError **error)
{
  g_autoptr(GuoScanContent) content = guo_scan_content_read (aim, text);
  const Question question = { call, text, content, error };
  json_t *answer = ask_all (&question);
  g_autofree gchar *brief = shown (text);

  if (answer == NULL)
    return NULL;
  json_object_set_new (answer, "code", json_string (text));
  json_object_set_new (answer, "shown", json_string (brief));
  json_object_set_new (answer, "aim", aim != NULL && *aim != '\0' ? json_string (aim) : json_null ());
  json_object_set_new (answer, "symbology", content->symbology != NULL ? json_string (content->symbology) : json_null ());
  json_object_set_new (answer, "gs1", json_boolean (content->gs1));
  json_object_set_new (answer, "elements", element_list (content->elements));
  json_object_set_new (answer, "warning", content->warning != NULL ? json_string (content->warning) : json_null ());
  return answer;
}
