#include "ui/pack/plan.h"

#include <string.h>

#include "station/client/row.h"
#include "ui/pack/spec.h"

gboolean
guo_pack_lot_has_class (json_t *lot)
{
  return strcmp (guo_row_text (lot, "kind"), "graded") == 0 || strcmp (guo_row_text (lot, "kind"), "pack") == 0;
}

gboolean
guo_pack_plan_suits (json_t *plan, json_t *lot)
{
  gboolean graded = guo_pack_lot_has_class (lot);

  if (guo_row_int (plan, "product") != guo_row_int (lot, "product"))
    return FALSE;
  if (guo_row_has (plan, "variety") && guo_row_int (plan, "variety") != guo_row_int (lot, "variety"))
    return FALSE;
  return !graded || strcmp (guo_row_text (plan, "grade_class"), guo_row_text (lot, "grade_class")) == 0;
}

json_t *
guo_pack_plan_in_use (GuoScreenState *state, json_t *plans, json_t *lot)
{
  gint64 id = guo_screen_state_get_id (state, GUO_PACK_PLAN);
  gsize i;
  json_t *plan;

  json_array_foreach (plans, i, plan)
    if (id != 0 && guo_row_int (plan, "id") == id && guo_row_flag (plan, "active")
        && (lot == NULL || guo_pack_plan_suits (plan, lot)))
      return plan;
  return NULL;
}

gint64
guo_pack_plan_tare (GuoScreenState *state, json_t *plan)
{
  gboolean typed = plan != NULL && guo_screen_state_get_id (state, GUO_PACK_TARE_OF) == guo_row_int (plan, "id");

  return guo_row_has (plan, "tare_mg") && !typed ? guo_row_int (plan, "tare_mg")
                                                 : guo_screen_state_get_id (state, GUO_PACK_TARE);
}

GuoContentBand
guo_pack_plan_band (json_t *row)
{
  return (GuoContentBand) {
    .nominal_mg = guo_row_int (row, "nominal_mg"),
    .least_mg = guo_row_int (row, "least_mg"),
    .from_mg = guo_row_int (row, "from_mg"),
    .to_mg = guo_row_int (row, "to_mg"),
  };
}
