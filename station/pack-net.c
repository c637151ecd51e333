/* What a case holds, and how the cases of a pack lot weigh together. */
#include "station/call.h"
#include "station/packing.h"
#include "station/rules.h"
#include "station/scale-note.h"
#include "station/weighing/tare.h"

/* "reason-needed", "supervisor-needed" */
static gboolean
read_typed (GuoCall *call, GuoPacking *packing, GError **error)
{
  const gchar *reason = guo_field_text (call->body, "reason");

  packing->net_mode = "typed";
  packing->net_mg = guo_field_int (call->body, "net_mg", 0);
  if (!guo_is_supervised (call))
    return guo_refuse (error, GUO_STATION_ERROR_ROLE, "supervisor-needed", NULL,
                       "a typed weight needs a supervisor");
  if (reason == NULL || *reason == '\0')
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "reason-needed", NULL, "a typed weight needs a reason");
  return TRUE;
}

/* The tare is what is said, else that of the plan's case today, else none. */
static gboolean
read_scale (GuoCall *call, GuoPacking *packing, GError **error)
{
  json_t *note = guo_scale_note_check (call, packing->scale, &(GuoScaleConsent) { .below_min = FALSE }, error);
  gint64 tare_mg = guo_field_int (call->body, "tare_mg", guo_field_int (packing->plan, "tare_mg", 0));

  if (note == NULL)
    return FALSE;
  packing->net_mode = "scale";
  packing->gross_mg = guo_field_int (note, "mg", 0);
  packing->tare_mg = guo_tare_round (tare_mg, guo_field_int (note, "e_mg", 0));
  return guo_tare_net (packing->gross_mg, packing->tare_mg, &packing->net_mg)
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "tare-too-heavy",
                        json_pack ("{s:I, s:I}", "gross_mg", (json_int_t) packing->gross_mg, "tare_mg",
                                   (json_int_t) packing->tare_mg),
                        "the tare is not less than the gross weight");
}

/* A full case holds at least the nominal content less the permitted shortage, a part-full one less than that. */
static gboolean
judge (const GuoPacking *packing, GError **error)
{
  gboolean beyond = guo_net_content_judge (packing->nominal_mg, packing->net_mg) == GUO_NET_BEYOND;
  gint64 least_mg = packing->nominal_mg - guo_permitted_shortage (packing->nominal_mg);

  if (packing->part)
    return beyond || guo_bad_field (error, "part", "the case is full");
  return !beyond
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "net-too-low",
                        json_pack ("{s:I, s:I, s:I}", "net_mg", (json_int_t) packing->net_mg, "least_mg",
                                   (json_int_t) least_mg, "nominal_mg", (json_int_t) packing->nominal_mg),
                        "the net content is below the least that is permitted");
}

gboolean
guo_packing_weigh (GuoCall *call, GuoPacking *packing, GError **error)
{
  gboolean typed = json_is_integer (json_object_get (call->body, "net_mg"));

  packing->net_mode = "nominal";
  packing->net_mg = packing->nominal_mg;
  packing->gross_mg = -1;
  if ((typed || packing->scale != 0) && packing->count > 1)
    return guo_bad_field (error, "count", "more than one case only at nominal content");
  if (typed && packing->scale != 0)
    return guo_bad_field (error, "net_mg", "either a scale or a typed weight");
  if (packing->part && !typed && packing->scale == 0)
    return guo_bad_field (error, "part", "a part-full case needs its weight");
  if (typed && !read_typed (call, packing, error))
    return FALSE;
  return (packing->scale == 0 || read_scale (call, packing, error)) && judge (packing, error);
}

/* The mean of what was weighed; the law asks for the whole lot's. */
static json_t *
check_of (json_t *sums, gint64 nominal_mg)
{
  const GuoNetLot lot = { .n = guo_field_int (sums, "n", 0), .sum_mg = guo_field_int (sums, "sum_mg", 0),
                          .n_short = guo_field_int (sums, "n_short", 0) };
  gint64 lacks_mg = guo_net_lot_lacks (&lot, nominal_mg);
  json_t *check
    = json_pack ("{s:I, s:o, s:I, s:I, s:I, s:s?}", "n", (json_int_t) lot.n, "mean_mg",
                 lot.n > 0 ? json_integer (lot.sum_mg / lot.n) : json_null (), "lacks_mg", (json_int_t) lacks_mg, "n_short",
                 (json_int_t) lot.n_short, "nominal_mg", (json_int_t) nominal_mg, "warning", lacks_mg > 0 ? "mean-low" : NULL);

  guo_pack_put_band (check, nominal_mg, guo_field_int (sums, "spread_mg", -1));
  return check;
}

json_t *
guo_pack_lot_row (GuoCall *call, gint64 id, GError **error)
{
  g_autoptr(json_t) row = guo_call_row (call, "packlot", "lot", id, error);
  g_autoptr(json_t) sums = row != NULL ? guo_call_row (call, "packlot-check", "lot", id, error) : NULL;

  if (sums == NULL)
    return NULL;
  json_object_set (row, "loose_mg", json_object_get (sums, "loose_mg"));
  json_object_set_new (row, "check", check_of (sums, guo_field_int (row, "nominal_mg", 1)));
  return g_steal_pointer (&row);
}

json_t *
guo_pack_lots_list (GuoCall *call, GError **error)
{
  return guo_call_list (call, "packlots-loose", "limit,before", "", error);
}

json_t *
guo_pack_lots_show (GuoCall *call, GError **error)
{
  gint64 id = 0;

  return guo_call_param_id (call, "lot", &id, error) ? guo_pack_lot_row (call, id, error) : NULL;
}

gboolean
guo_packing_loose (GuoCall *call, json_t *lot, gint64 *mg, GError **error)
{
  gboolean packed = g_strcmp0 (guo_field_text (lot, "kind"), "pack") == 0;
  g_autoptr(json_t) row
    = guo_call_row (call, packed ? "packlot-check" : "lot-balance", "lot", guo_field_int (lot, "id", 0), error);

  *mg = guo_field_int (row, packed ? "loose_mg" : "left_mg", 0);
  return row != NULL;
}

gboolean
guo_packing_refuse_empty (gint64 left_mg, GError **error)
{
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "lot-empty", json_pack ("{s:I}", "left_mg", (json_int_t) left_mg),
                     "the lot has not enough left for these cases");
}
