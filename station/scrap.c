/* What is thrown away after packing: a transform that only takes, so that the balance stays whole. Its void takes it back. */
#include "station/call.h"
#include "station/packing.h"
#include "station/rules.h"

#define MASS_MAX_MG (100 * G_GINT64_CONSTANT (1000000000))

static const GuoField serial_fields[] = {
  { .name = "serial", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 20 },
  { .name = NULL },
};

const GuoField guo_scraps_fields[] = {
  { .name = "cases", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = GUO_PACKING_CASES_MAX,
    .fields = serial_fields },
  { .name = "lot", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = MASS_MAX_MG },
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 200 },
  { .name = NULL },
};

json_t *
guo_scraps_list (GuoCall *call, GError **error)
{
  return guo_call_list (call, "scraps", "lot,limit,before", "", error);
}

gint64
guo_scrap_append (GuoCall *call, gint64 lot, gint64 mg, json_t *units, GError **error)
{
  json_t *in = json_pack ("{s:I}", "mg", (json_int_t) mg);
  g_autoptr(json_t) house = json_pack ("{s:s, s:[o], s:[], s:[{s:s, s:I}], s:i, s:O}", "kind", "scrap", "in", in, "out", "loss",
                                       "kind", "scrap", "mg", (json_int_t) mg, "unaccounted_mg", 0, "cases", units);
  g_autoptr(json_t) row = guo_call_row (call, "lot", "lot", lot, error);

  guo_call_merge (house, call->body, NULL, "reason");
  if (row == NULL || !guo_call_set_ref (call, in, "lot", lot, error)
      || !guo_call_set_ref (call, house, "approver", guo_approver (call), error))
    return -1;
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "transform.closed",
                            .season = (gint) guo_field_int (row, "season", 0),
                            .house = json_incref (house),
                          },
                          error);
}

/* The cases of one pack lot among @rows, which they leave. */
static gint64
scrap_lot (GuoCall *call, json_t *rows, GError **error)
{
  gint64 lot = guo_field_int (json_array_get (rows, 0), "lot", 0), mg = 0;
  g_autoptr(json_t) units = json_array ();

  for (gsize i = 0; i < json_array_size (rows);)
    {
      json_t *row = json_array_get (rows, i);
      json_t *ref;

      if (guo_field_int (row, "lot", 0) != lot)
        {
          i++;
          continue;
        }
      ref = guo_call_ref (call, guo_field_int (row, "id", 0), error);
      if (ref == NULL)
        return -1;
      json_array_append_new (units, ref);
      mg += guo_field_int (row, "net_mg", 0);
      json_array_remove (rows, i);
    }
  return guo_scrap_append (call, lot, mg, units, error);
}

/* A label that no case ever had: no fruit goes with it. */
static gboolean
void_label (GuoCall *call, json_t *row, GError **error)
{
  g_autoptr(json_t) data = json_pack ("{s:s}", "reason", "other");
  g_autoptr(json_t) house = json_object ();

  json_object_set (house, "text", json_object_get (call->body, "reason"));
  return guo_call_set_ref (call, data, "of", guo_field_int (row, "id", 0), error)
         && guo_call_set_ref (call, house, "approver", guo_approver (call), error)
         && guo_call_append (call, &(GuoFact) { .type = "fact.voided", .data = json_incref (data), .house = json_incref (house) },
                             error) >= 0;
}

/* Labels among what is named are void then; @labels: (out): their serials; the rest is returned. */
static json_t *
take_labels (GuoCall *call, json_t *labels, GError **error)
{
  g_autoptr(json_t) rest = json_array ();
  gsize i;
  json_t *item;

  json_array_foreach (json_object_get (call->body, "cases"), i, item)
    {
      g_autoptr(json_t) row = guo_case_find (call, guo_field_text (item, "serial"), error);

      if (row == NULL)
        return NULL;
      if (g_strcmp0 (guo_field_text (row, "state"), "reserved") != 0)
        json_array_append (rest, item);
      else if (void_label (call, row, error))
        json_array_append (labels, json_object_get (row, "serial"));
      else
        return NULL;
    }
  return g_steal_pointer (&rest);
}

static json_t *
scrap_cases (GuoCall *call, json_t *labels, GError **error)
{
  g_autoptr(json_t) named = take_labels (call, labels, error);
  g_autoptr(json_t) rows = named != NULL ? guo_cases_named (call, named, error) : NULL;
  g_autoptr(json_t) answers = json_array ();

  if (rows == NULL)
    return NULL;
  while (json_array_size (rows) > 0)
    {
      gint64 n = scrap_lot (call, rows, error);
      json_t *row = n >= 0 ? guo_call_row (call, "scrap", "scrap", n, error) : NULL;

      if (row == NULL)
        return NULL;
      json_array_append_new (answers, row);
    }
  return g_steal_pointer (&answers);
}

/* "lot-empty"[left_mg] */
static json_t *
scrap_loose (GuoCall *call, gint64 id, gint64 mg, GError **error)
{
  g_autoptr(json_t) lot = guo_call_row (call, "lot", "lot", id, error);
  g_autoptr(json_t) none = json_array ();
  gint64 left_mg = 0, n;
  json_t *row;

  if (lot == NULL || !guo_packing_loose (call, lot, &left_mg, error))
    return NULL;
  if (left_mg < mg)
    {
      guo_packing_refuse_empty (left_mg, error);
      return NULL;
    }
  n = guo_scrap_append (call, id, mg, none, error);
  row = n >= 0 ? guo_call_row (call, "scrap", "scrap", n, error) : NULL;
  return row != NULL ? json_pack ("[o]", row) : NULL;
}

/* "bad-field"[lot, mg] and what guo_case_is_free() refuses */
json_t *
guo_scraps_add (GuoCall *call, GError **error)
{
  gboolean cases = json_object_get (call->body, "cases") != NULL;
  gint64 lot = guo_field_int (call->body, "lot", 0), mg = guo_field_int (call->body, "mg", 0);
  g_autoptr(json_t) labels = json_array ();
  json_t *rows = NULL;

  if (cases == (lot != 0))
    guo_bad_field (error, "lot", "either cases or a lot");
  else if (!cases && mg == 0)
    guo_bad_field (error, "mg", "missing");
  else
    rows = cases ? scrap_cases (call, labels, error) : scrap_loose (call, lot, mg, error);
  return rows != NULL ? json_pack ("{s:o, s:O}", "rows", rows, "labels", labels) : NULL;
}

json_t *
guo_scraps_void (GuoCall *call, GError **error)
{
  return guo_rules_void_row (call, "scrap", "scrap", error);
}
