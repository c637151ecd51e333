/* Cases that are opened: a part-full one is filled up, others are packed anew. The old serials answer with the new ones. */
#include "db/shares.h"
#include "station/call.h"
#include "station/packing.h"
#include "station/rules.h"

#include <string.h>

const GuoField guo_cases_complete_fields[] = {
  { .name = "lot", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  GUO_PACKING_WEIGH_FIELDS,
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 200 },
  { .name = "part", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  GUO_PACKING_PRINT_FIELDS,
  { .name = NULL },
};

static const GuoField serial_fields[] = {
  { .name = "serial", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 20 },
  { .name = NULL },
};

static const gchar *const rests[] = { "loose", "scrap", NULL };

const GuoField guo_repacks_fields[] = {
  { .name = "cases", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_REQUIRED, .min = 1, .max = GUO_PACKING_LOTS_MAX,
    .fields = serial_fields },
  { .name = "plan", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "nominal_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 1000, .max = GUO_PACKING_NOMINAL_MAX_MG },
  { .name = "brand", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "gtin", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 8, .max = 14 },
  { .name = "count", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = GUO_PACKING_CASES_MAX },
  GUO_PACKING_WEIGH_FIELDS,
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 200 },
  { .name = "rest", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_OPTIONAL, .choices = rests },
  { .name = "part", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  GUO_PACKING_PRINT_FIELDS,
  { .name = NULL },
};

/* "not-part"[serial] and what guo_case_is_free() refuses */
static json_t *
find_part (GuoCall *call, GError **error)
{
  g_autoptr(json_t) row = guo_case_find (call, guo_field_text (call->params, "serial"), error);

  if (row == NULL || !guo_case_is_free (row, error))
    return NULL;
  if (guo_field_bool (row, "part"))
    return g_steal_pointer (&row);
  guo_refuse (error, GUO_STATION_ERROR_REFUSED, "not-part", json_pack ("{s:O}", "serial", json_object_get (row, "serial")),
              "case %s is full already", guo_field_text (row, "serial"));
  return NULL;
}

/* "fruit-differs": fruit of two products does not go into one case */
static gboolean
check_product (GuoCall *call, const GuoPacking *packing, gint64 pack_lot, GError **error)
{
  g_autoptr(json_t) lot = guo_call_row (call, "lot", "lot", pack_lot, error);

  if (lot == NULL)
    return FALSE;
  return guo_field_int (lot, "product", 0) == guo_field_int (packing->source, "product", 0)
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "fruit-differs", NULL, "the lots are of two products or classes");
}

/* The rest comes from the lot as before, on the same day: it stays in its pack lot. Else a pack lot of two is stated. */
static void
share_out (GuoPacking *packing, json_t *old, gint64 was_mg)
{
  gint64 pack_lot = guo_field_int (old, "lot", 0), added_mg = packing->net_mg - was_mg;
  gboolean same_day = g_strcmp0 (guo_field_text (packing->before, "packed_on"), packing->day) == 0;

  packing->n_inputs = 0;
  packing->moved_mg = 0;
  if (packing->lot == pack_lot || (same_day && packing->lot == guo_field_int (old, "source", 0)))
    {
      packing->pack_lot = pack_lot;
      packing->inputs[packing->n_inputs++] = (GuoPackingInput) { packing->lot, added_mg };
      packing->moved_mg = added_mg;
      return;
    }
  packing->pack_lot = 0;
  packing->inputs[packing->n_inputs++] = (GuoPackingInput) { pack_lot, was_mg };
  packing->inputs[packing->n_inputs++] = (GuoPackingInput) { packing->lot, added_mg };
}

/* "part-lighter"[net_mg, was_mg], "lot-empty"[left_mg] */
static gboolean
check_added (GuoCall *call, const GuoPacking *packing, gint64 was_mg, GError **error)
{
  gint64 left_mg = 0;

  if (packing->net_mg <= was_mg)
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "part-lighter",
                       json_pack ("{s:I, s:I}", "net_mg", (json_int_t) packing->net_mg, "was_mg", (json_int_t) was_mg),
                       "there is no more in the case than before");
  if (!guo_packing_loose (call, packing->source, &left_mg, error))
    return FALSE;
  return left_mg >= packing->net_mg - was_mg || guo_packing_refuse_empty (left_mg, error);
}

/* A new case takes the place of the part-full one. */
json_t *
guo_cases_complete (GuoCall *call, GError **error)
{
  g_autoptr(json_t) old = find_part (call, error);
  gint64 was_mg = guo_field_int (old, "net_mg", 0), pack_lot = guo_field_int (old, "lot", 0);
  g_auto(GuoPacking) packing = { .count = 1 };

  if (old == NULL)
    return NULL;
  packing.lot = guo_field_int (call->body, "lot", guo_field_int (old, "source", 0));
  packing.scale = guo_field_int (call->body, "scale", 0);
  packing.part = guo_field_bool (call->body, "part");
  packing.replaced = json_pack ("[O]", old);
  if (!guo_packing_read_before (call, &packing, pack_lot, error) || !guo_packing_find_lot (call, &packing, error)
      || !check_product (call, &packing, pack_lot, error) || !guo_packing_weigh (call, &packing, error)
      || !check_added (call, &packing, was_mg, error))
    return NULL;
  share_out (&packing, old, was_mg);
  return guo_packing_write (call, &packing, error);
}

/* What each pack lot gives: inputs[].mg is what its opened cases held. Returns: the sum. */
static gint64
gather_lots (GuoPacking *packing)
{
  gint64 sum_mg = 0;
  gsize i;
  json_t *row;

  json_array_foreach (packing->replaced, i, row)
    {
      gint64 lot = guo_field_int (row, "lot", 0), mg = guo_field_int (row, "net_mg", 0);
      guint k = 0;

      while (k < packing->n_inputs && packing->inputs[k].lot != lot)
        k++;
      if (k == packing->n_inputs)
        packing->inputs[packing->n_inputs++] = (GuoPackingInput) { lot, 0 };
      packing->inputs[k].mg += mg;
      sum_mg += mg;
    }
  return sum_mg;
}

/* "fruit-differs" */
static gboolean
check_alike (GuoCall *call, const GuoPacking *packing, GError **error)
{
  for (guint i = 1; i < packing->n_inputs; i++)
    {
      g_autoptr(json_t) lot = guo_call_row (call, "lot", "lot", packing->inputs[i].lot, error);

      if (lot == NULL)
        return FALSE;
      if (guo_field_int (lot, "product", 0) != guo_field_int (packing->source, "product", 0)
          || g_strcmp0 (guo_field_text (lot, "grade_class"), packing->grade_class) != 0)
        return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "fruit-differs", NULL,
                           "the lots are of two products or classes");
    }
  return TRUE;
}

/* Of mixed fruit each lot gives in proportion, and keeps the rest. */
static void
divide (GuoPacking *packing, gint64 total_mg)
{
  gint64 weights[GUO_PACKING_LOTS_MAX] = { 0 }, parts[GUO_PACKING_LOTS_MAX] = { 0 };

  for (guint i = 0; i < packing->n_inputs; i++)
    weights[i] = packing->inputs[i].mg;
  guo_shares_split (weights, packing->n_inputs, total_mg, parts);
  for (guint i = 0; i < packing->n_inputs; i++)
    packing->inputs[i].mg = parts[i];
}

/* The new cases hold no more than the old ones, but for what two scales may disagree by: that is said as unaccounted,
 * which only a new pack lot can carry. */
static gboolean
take_from_lots (GuoPacking *packing, gint64 had_mg, GError **error)
{
  gint64 held_mg = packing->net_mg * packing->count;
  gboolean weighed = packing->gross_mg >= 0;

  if (held_mg > had_mg && (!weighed || held_mg - had_mg > guo_permitted_shortage (had_mg)))
    return guo_packing_refuse_empty (had_mg, error);
  if (packing->n_inputs > 1 || held_mg > had_mg)
    packing->pack_lot = 0;
  divide (packing, MIN (held_mg, had_mg));
  packing->moved_mg = held_mg;
  return TRUE;
}

/* As before, unless the body says as what. */
static gboolean
read_kind (GuoCall *call, GuoPacking *packing, GError **error)
{
  gint64 nominal_mg = packing->nominal_mg;

  if (packing->plan != NULL)
    return TRUE;
  if (!guo_packing_read_before (call, packing, packing->lot, error))
    return FALSE;
  if (nominal_mg > 0 && nominal_mg != packing->nominal_mg) /* another content is another item */
    {
      packing->nominal_mg = nominal_mg;
      packing->gtin_given = NULL;
    }
  packing->brand = guo_field_int (call->body, "brand", packing->brand);
  if (guo_field_text (call->body, "gtin") != NULL)
    packing->gtin_given = guo_field_text (call->body, "gtin");
  return TRUE;
}

/* "supervisor-needed": what is thrown away is as with a scrap of its own */
static gboolean
may_throw_away (GuoCall *call, gboolean *scrap, GError **error)
{
  *scrap = g_strcmp0 (guo_field_text (call->body, "rest"), "scrap") == 0;
  return !*scrap || guo_is_supervised (call)
         || guo_refuse (error, GUO_STATION_ERROR_ROLE, "supervisor-needed", NULL, "fruit is thrown away by a supervisor");
}

/* What each lot had and does not find in the new cases leaves as loss; the pack lot of @answer is read anew. */
static json_t *
throw_rest_away (GuoCall *call, const GuoPacking *packing, const GuoPackingInput *had, json_t *answer, GError **error)
{
  g_autoptr(json_t) owned = answer;
  g_autoptr(json_t) none = json_array ();
  json_t *lot;

  for (guint i = 0; owned != NULL && i < packing->n_inputs; i++)
    {
      gint64 rest_mg = had[i].mg - packing->inputs[i].mg;

      if (rest_mg > 0 && guo_scrap_append (call, had[i].lot, rest_mg, none, error) < 0)
        return NULL;
    }
  lot = owned != NULL ? guo_pack_lot_row (call, packing->pack_lot, error) : NULL;
  if (lot == NULL)
    return NULL;
  json_object_set_new (owned, "lot", lot);
  return g_steal_pointer (&owned);
}

/* Whatever is left over stays loose in the pack lot that it was of, or is thrown away. */
json_t *
guo_repacks_pack (GuoCall *call, GError **error)
{
  g_auto(GuoPacking) packing = { .lot = 0 };
  GuoPackingInput had[GUO_PACKING_LOTS_MAX];
  gint64 had_mg;
  gboolean scrap;
  json_t *answer;

  if (!may_throw_away (call, &scrap, error) || !guo_packing_read (call, &packing, error))
    return NULL;
  packing.replaced = guo_cases_named (call, json_object_get (call->body, "cases"), error);
  if (packing.replaced == NULL)
    return NULL;
  had_mg = gather_lots (&packing);
  memcpy (had, packing.inputs, sizeof had);
  packing.lot = packing.inputs[0].lot;
  if (!read_kind (call, &packing, error))
    return NULL;
  packing.grade_class = NULL; /* what it was packed as */
  if (!guo_packing_find_lot (call, &packing, error) || !check_alike (call, &packing, error)
      || !guo_packing_weigh (call, &packing, error) || !take_from_lots (&packing, had_mg, error))
    return NULL;
  answer = guo_packing_write (call, &packing, error);
  return scrap ? throw_rest_away (call, &packing, had, answer, error) : answer;
}
