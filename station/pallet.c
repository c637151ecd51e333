/* Pallets: a number of their own, and cases that stand on them. No mass moves: a pallet is no lot. */
#include "station/bytes.h"
#include "station/call.h"
#include "station/gs1/sscc.h"
#include "station/label/case-label.h"
#include "station/label/painter.h"
#include "station/packing.h"
#include "station/printing.h"
#include "station/rules.h"

#define MOVED_MAX 500
#define LETTERS_A_DIGIT 3 /* 26 stations share ten extension digits */
/* Without a company prefix: the numbers that GS1 leaves to each company for use inside. */
#define INTERNAL_PREFIX "0400000"

static const gchar *const states[] = { "open", "closed", NULL };

static const GuoField serial_fields[] = {
  { .name = "serial", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 20 },
  { .name = NULL },
};

const GuoField guo_pallets_fields[] = {
  { .name = "to", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 60 },
  { .name = "order", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 40 },
  { .name = "cases", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_OPTIONAL, .max = MOVED_MAX, .fields = serial_fields },
  { .name = NULL },
};

const GuoField guo_pallets_move_fields[] = {
  { .name = "add", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_OPTIONAL, .max = MOVED_MAX, .fields = serial_fields },
  { .name = "remove", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_OPTIONAL, .max = MOVED_MAX, .fields = serial_fields },
  { .name = NULL },
};

const GuoField guo_pallets_print_fields[] = {
  { .name = "printer", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 200 },
  { .name = NULL },
};

static gboolean
add_uri (GuoCall *call, json_t *row)
{
  g_autofree gchar *base = guo_station_pages_url (call->station);
  g_autofree gchar *uri = g_strdup_printf ("%s/00/%s", base, guo_field_text (row, "sscc"));

  return json_object_set_new (row, "uri", json_string (uri)) == 0;
}

json_t *
guo_pallets_list (GuoCall *call, GError **error)
{
  const gchar *state = guo_field_text (call->params, "state");
  json_t *answer, *row;
  gsize i;

  if (state != NULL && *state != '\0' && !g_strv_contains (states, state))
    {
      guo_bad_choice (error, "state", states);
      return NULL;
    }
  answer = guo_call_list (call, "pallets", "limit,before", "state", error);
  json_array_foreach (json_object_get (answer, "rows"), i, row)
    add_uri (call, row);
  return answer;
}

static json_t *
find_pallet (GuoCall *call, GError **error)
{
  const gchar *sscc = guo_field_text (call->params, "sscc");
  g_autoptr(json_t) params = json_pack ("{s:s?}", "sscc", sscc);
  g_autoptr(json_t) row = guo_database_row (call->db, "pallet", params, error);

  if (row == NULL || !json_is_null (row))
    return g_steal_pointer (&row);
  guo_call_not_found (error, "pallet", json_string (sscc != NULL ? sscc : ""));
  return NULL;
}

/* With its cases. */
static json_t *
answer_of (GuoCall *call, gint64 id, GError **error)
{
  g_autoptr(json_t) row = guo_call_row (call, "pallet", "pallet", id, error);
  g_autoptr(json_t) params = json_pack ("{s:I}", "pallet", (json_int_t) id);
  json_t *cases = row != NULL ? guo_database_rows (call->db, "pallet-cases", params, error) : NULL;

  if (cases == NULL || !add_uri (call, row))
    return NULL;
  json_object_set_new (row, "content", cases);
  return g_steal_pointer (&row);
}

json_t *
guo_pallets_show (GuoCall *call, GError **error)
{
  g_autoptr(json_t) row = find_pallet (call, error);

  return row != NULL ? answer_of (call, guo_field_int (row, "id", 0), error) : NULL;
}

static gboolean
refuse_state (GError **error, json_t *pallet, const gchar *code, const gchar *message)
{
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, code, json_pack ("{s:O}", "no", json_object_get (pallet, "no")),
                     "pallet %s %s", guo_field_text (pallet, "no"), message);
}

static gboolean
is_state (json_t *pallet, const gchar *state)
{
  return g_strcmp0 (guo_field_text (pallet, "state"), state) == 0;
}

/* "pallet-closed"[no]: also one that is void */
static json_t *
find_open (GuoCall *call, GError **error)
{
  g_autoptr(json_t) row = find_pallet (call, error);

  if (row == NULL || is_state (row, "open"))
    return g_steal_pointer (&row);
  refuse_state (error, row, "pallet-closed", "is closed");
  return NULL;
}

static json_t *
refs_of (GuoCall *call, json_t *rows, GError **error)
{
  g_autoptr(json_t) refs = json_array ();
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    {
      json_t *ref = guo_call_ref (call, guo_field_int (row, "id", 0), error);

      if (ref == NULL)
        return NULL;
      json_array_append_new (refs, ref);
    }
  return g_steal_pointer (&refs);
}

/* "not-on-pallet"[serial, no] */
static json_t *
find_standing (GuoCall *call, json_t *pallet, json_t *named, GError **error)
{
  g_autoptr(json_t) rows = json_array ();
  gsize i;
  json_t *item;

  json_array_foreach (named, i, item)
    {
      g_autoptr(json_t) row = guo_case_find (call, guo_field_text (item, "serial"), error);

      if (row == NULL)
        return NULL;
      if (g_strcmp0 (guo_field_text (row, "pallet"), guo_field_text (pallet, "sscc")) != 0)
        {
          guo_refuse (error, GUO_STATION_ERROR_REFUSED, "not-on-pallet",
                      json_pack ("{s:O, s:O}", "serial", json_object_get (row, "serial"), "no", json_object_get (pallet, "no")),
                      "case %s is not on pallet %s", guo_field_text (row, "serial"), guo_field_text (pallet, "no"));
          return NULL;
        }
      json_array_append (rows, row);
    }
  return g_steal_pointer (&rows);
}

/* Nothing is said where nothing moves. */
static gboolean
append_move (GuoCall *call, gint64 pallet, json_t *add, json_t *remove, GError **error)
{
  g_autoptr(json_t) added = refs_of (call, add, error);
  g_autoptr(json_t) removed = added != NULL ? refs_of (call, remove, error) : NULL;
  g_autoptr(json_t) trade = NULL;

  if (removed == NULL)
    return FALSE;
  if (json_array_size (added) + json_array_size (removed) == 0)
    return TRUE;
  trade = json_pack ("{s:O, s:O}", "add", added, "remove", removed);
  return guo_call_set_ref (call, trade, "parent", pallet, error)
         && guo_call_append (call, &(GuoFact) { .type = "unit.moved", .trade = json_incref (trade) }, error) >= 0;
}

/* One letter more each third of the numbers; "failed": the prefix has no number left */
static gchar *
make_sscc (json_t *centre, gint64 running)
{
  const gchar *prefix = guo_field_text (centre, "gs1_prefix"), *letter = guo_field_text (centre, "station_letter");
  guint station = letter != NULL && g_ascii_isupper (*letter) ? (guint) (*letter - 'A') : 0;

  if (prefix == NULL || *prefix == '\0')
    prefix = INTERNAL_PREFIX;
  return guo_gs1_sscc (station % 10, prefix, running * LETTERS_A_DIGIT + station / 10);
}

static gboolean
is_taken (GuoCall *call, const gchar *sscc)
{
  g_autoptr(json_t) params = json_pack ("{s:s}", "sscc", sscc);
  g_autoptr(json_t) row = guo_database_row (call->db, "pallet", params, NULL);

  return row != NULL && !json_is_null (row);
}

/* A number that was ever given is passed over, whoever gave it: the prefix or the letter may have changed. */
static gchar *
next_sscc (GuoCall *call, json_t *centre, json_t *next, GError **error)
{
  gint64 running = guo_field_int (next, "running", 1);
  g_autofree gchar *sscc = make_sscc (centre, running);

  while (sscc != NULL && is_taken (call, sscc))
    {
      g_free (sscc);
      sscc = make_sscc (centre, ++running);
    }
  if (sscc == NULL)
    guo_bad_field (error, "gs1_prefix", "no number is left");
  return g_steal_pointer (&sscc);
}

static gint64
append_pallet (GuoCall *call, json_t *centre, GError **error)
{
  g_autoptr(json_t) next = guo_database_row (call->db, "next-pallet-no", NULL, error);
  g_autofree gchar *suffix = next != NULL ? guo_station_suffix (call, error) : NULL;
  g_autofree gchar *sscc = suffix != NULL ? next_sscc (call, centre, next, error) : NULL;
  g_autofree gchar *no = g_strdup_printf ("%" G_GINT64_FORMAT "%s", guo_field_int (next, "no", 1), suffix != NULL ? suffix : "");
  const gchar *prefix = guo_field_text (centre, "gs1_prefix");
  json_t *trade;

  if (sscc == NULL)
    return -1;
  trade = json_pack ("{s:s, s:s, s:b}", "sscc", sscc, "no", no, "internal", prefix == NULL || *prefix == '\0');
  guo_call_merge (trade, call->body, NULL, "to,order");
  return guo_call_append (call, &(GuoFact) { .type = "pallet.built", .trade = trade }, error);
}

/* "no-centre", and what guo_case_is_free() refuses */
json_t *
guo_pallets_build (GuoCall *call, GError **error)
{
  g_autoptr(json_t) centre = guo_database_row (call->db, "centre", NULL, error);
  g_autoptr(json_t) cases = centre != NULL ? guo_cases_named (call, json_object_get (call->body, "cases"), error) : NULL;
  gint64 n;

  if (cases == NULL)
    return NULL;
  if (json_is_null (centre))
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "no-centre", NULL, "the centre is not named yet");
      return NULL;
    }
  n = append_pallet (call, centre, error);
  return n >= 0 && append_move (call, n, cases, NULL, error) ? answer_of (call, n, error) : NULL;
}

json_t *
guo_pallets_move (GuoCall *call, GError **error)
{
  g_autoptr(json_t) pallet = find_open (call, error);
  gint64 id = guo_field_int (pallet, "id", 0);
  g_autoptr(json_t) add = pallet != NULL ? guo_cases_named (call, json_object_get (call->body, "add"), error) : NULL;
  g_autoptr(json_t) remove = add != NULL ? find_standing (call, pallet, json_object_get (call->body, "remove"), error) : NULL;

  return remove != NULL && append_move (call, id, add, remove, error) ? answer_of (call, id, error) : NULL;
}

/* "pallet-empty"[no] */
json_t *
guo_pallets_close (GuoCall *call, GError **error)
{
  g_autoptr(json_t) pallet = find_open (call, error);
  gint64 id = guo_field_int (pallet, "id", 0);
  g_autoptr(json_t) house = NULL;

  if (pallet == NULL)
    return NULL;
  if (guo_field_int (pallet, "cases", 0) == 0)
    {
      refuse_state (error, pallet, "pallet-empty", "is empty");
      return NULL;
    }
  house = json_pack ("{s:O, s:O}", "cases", json_object_get (pallet, "cases"), "net_mg", json_object_get (pallet, "net_mg"));
  if (!guo_call_set_ref (call, house, "pallet", id, error)
      || guo_call_append (call, &(GuoFact) { .type = "pallet.closed", .house = json_incref (house) }, error) < 0)
    return NULL;
  return answer_of (call, id, error);
}

/* "pallet-open"[no] */
json_t *
guo_pallets_reopen (GuoCall *call, GError **error)
{
  g_autoptr(json_t) pallet = find_pallet (call, error);
  gint64 id = guo_field_int (pallet, "id", 0);
  g_autoptr(json_t) params = json_pack ("{s:I}", "pallet", (json_int_t) id);
  g_autoptr(json_t) close = pallet != NULL ? guo_database_row (call->db, "pallet-close", params, error) : NULL;

  if (close == NULL)
    return NULL;
  if (!is_state (pallet, "closed"))
    {
      refuse_state (error, pallet, "pallet-open", "is not closed");
      return NULL;
    }
  return guo_call_void (call, guo_field_int (close, "id", 0), guo_field_text (call->body, "reason"), error)
           ? answer_of (call, id, error) : NULL;
}

/* "pallet-closed"[no]; "pallet-open"[no]: there is still something on it */
json_t *
guo_pallets_void (GuoCall *call, GError **error)
{
  g_autoptr(json_t) pallet = find_open (call, error);
  gint64 id = guo_field_int (pallet, "id", 0);

  if (pallet == NULL)
    return NULL;
  if (guo_field_int (pallet, "cases", 0) > 0)
    {
      refuse_state (error, pallet, "pallet-open", "is not empty");
      return NULL;
    }
  return guo_call_void (call, id, guo_field_text (call->body, "reason"), error) ? answer_of (call, id, error) : NULL;
}

/* "pallet-open"[no], "reason-needed": printed before, "no-printer": none has paper of that size */
json_t *
guo_pallets_print (GuoCall *call, GError **error)
{
  g_autoptr(json_t) pallet = find_pallet (call, error);
  g_autoptr(json_t) ids = json_pack ("[O*]", json_object_get (pallet, "id"));
  const gchar *reason = guo_field_text (call->body, "reason");
  gint64 printer, job, copies = guo_field_int (pallet, "copies", 0);
  g_autoptr(json_t) unit = pallet != NULL ? guo_call_row (call, "print-unit", "pallet", guo_field_int (pallet, "id", 0), error)
                                          : NULL;

  if (unit == NULL)
    return NULL;
  if (!is_state (pallet, "closed"))
    refuse_state (error, pallet, "pallet-open", "is not closed");
  else if (copies > 0 && (reason == NULL || *reason == '\0'))
    guo_refuse (error, GUO_STATION_ERROR_REFUSED, "reason-needed", NULL, "say why it is printed again");
  else if (guo_printing_choose (call, unit, &printer, error)
           && (job = guo_printing_queue (call, printer, ids, copies > 0 ? reason : NULL, error)) > 0)
    return json_pack ("{s:O, s:O, s:I, s:I, s:o}", "id", json_object_get (pallet, "id"), "sscc", json_object_get (pallet, "sscc"),
                      "job", (json_int_t) job, "copy", (json_int_t) copies + 1, "printer",
                      printer > 0 ? json_integer (printer) : json_null ());
  return NULL;
}

/* ?layout=NAME, else the one that it would be printed in. */
static gchar *
layout_of (GuoCall *call, json_t *pallet, GError **error)
{
  const gchar *wanted = guo_field_text (call->params, "layout");
  g_autoptr(json_t) unit = guo_call_row (call, "print-unit", "pallet", guo_field_int (pallet, "id", 0), error);

  if (unit == NULL || (wanted != NULL && !guo_label_layouts_check (call->db, wanted, "layout", "pallet", error)))
    return NULL;
  return wanted != NULL ? g_strdup (wanted) : guo_printing_unit_layout (call->db, unit, 0, error);
}

/* ?dpi=203|300|600, ?layout=NAME */
json_t *
guo_pallets_picture (GuoCall *call, GError **error)
{
  g_autoptr(json_t) pallet = find_pallet (call, error);
  g_autofree gchar *layout = pallet != NULL ? layout_of (call, pallet, error) : NULL;
  const gchar *text = guo_field_text (call->params, "dpi");
  guint64 dpi = 203;
  g_autoptr(GuoBitmap) picture = NULL;
  g_autoptr(GBytes) png = NULL;

  if (layout == NULL)
    return NULL;
  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT32, &dpi, NULL))
    {
      guo_bad_field (error, "dpi", "not a whole number");
      return NULL;
    }
  picture = guo_case_label_paint (call->station, call->db, guo_field_text (pallet, "sscc"),
                                  MAX (1, guo_field_int (pallet, "copies", 1)), layout, (gint64) dpi, error);
  if (picture == NULL)
    return NULL;
  png = guo_label_png (picture, (gint64) dpi);
  return guo_answer_bytes ("image/png", png);
}

/* ?layout=NAME */
json_t *
guo_pallets_pdf (GuoCall *call, GError **error)
{
  g_autoptr(json_t) pallet = find_pallet (call, error);
  g_autofree gchar *layout = pallet != NULL ? layout_of (call, pallet, error) : NULL;
  g_autoptr(GBytes) pdf = NULL;

  if (layout != NULL)
    pdf = guo_case_label_pdf (call->station, call->db, guo_field_text (pallet, "sscc"),
                              MAX (1, guo_field_int (pallet, "copies", 1)), layout, error);
  return pdf != NULL ? guo_answer_bytes ("application/pdf", pdf) : NULL;
}
