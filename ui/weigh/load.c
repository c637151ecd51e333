#include "ui/weigh/load.h"

#include "station/client/mass.h"
#include "station/client/row.h"

static const gchar *const names[] = { "crate", "pallet", "truck" };

static json_t *
row_by_id (json_t *rows, gint64 id)
{
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    if (guo_row_int (row, "id") == id)
      return row;
  return NULL;
}

static json_t *
truck_of (json_t *trucks, gint64 lot)
{
  gsize i;
  json_t *row;

  json_array_foreach (trucks, i, row)
    if (lot != 0 && guo_row_int (row, "lot") == lot)
      return row;
  return NULL;
}

static GuoWeighMode
mode_of (GuoScreenState *state)
{
  g_autofree gchar *name = guo_screen_state_get (state, "weigh-mode");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      return (GuoWeighMode) i;
  return GUO_WEIGH_CRATE;
}

const gchar *
guo_weigh_mode_name (GuoWeighMode mode)
{
  return names[mode];
}

GuoWeighLoad
guo_weigh_load (GuoScreenState *state, json_t *crate_types, json_t *trucks, gint64 lot)
{
  GuoWeighLoad load = { .mode = mode_of (state), .crates = 1 };

  load.crate_type = row_by_id (crate_types, guo_screen_state_get_id (state, "crate-type"));
  if (load.crate_type == NULL)
    load.crate_type = json_array_get (crate_types, 0);
  if (load.mode == GUO_WEIGH_PALLET)
    {
      load.crates = MAX (guo_screen_state_get_id (state, "pallet-crates"), 1);
      load.pallet_type = row_by_id (crate_types, guo_screen_state_get_id (state, "pallet-type"));
    }
  else if (load.mode == GUO_WEIGH_TRUCK)
    {
      load.crates = guo_screen_state_get_id (state, "truck-crates");
      load.truck = truck_of (trucks, lot);
    }
  return load;
}

gboolean
guo_weigh_load_is_first (const GuoWeighLoad *load)
{
  return load->mode == GUO_WEIGH_TRUCK && load->truck == NULL;
}

gint64
guo_weigh_load_tare (const GuoWeighLoad *load)
{
  return load->crates * guo_row_int (load->crate_type, "tare_mg")
         + guo_row_int (load->pallet_type, "tare_mg");
}

gboolean
guo_weigh_load_tare_is_known (const GuoWeighLoad *load)
{
  return (load->crates == 0 || guo_row_has (load->crate_type, "tare_mg"))
         && (load->pallet_type == NULL || guo_row_has (load->pallet_type, "tare_mg"));
}

gint64
guo_weigh_load_net (const GuoWeighLoad *load, gint64 mg)
{
  gint64 empties_mg = guo_weigh_load_tare (load);

  return load->truck != NULL ? guo_mass_truck (guo_row_int (load->truck, "mg"), mg, empties_mg)
                             : mg - empties_mg;
}

json_t *
guo_weigh_load_body (const GuoWeighLoad *load, gint64 lot)
{
  json_t *body = json_pack ("{sI}", "lot", lot);

  if (guo_weigh_load_is_first (load))
    return body;
  if (load->crate_type != NULL && load->crates > 0)
    json_object_set_new (body, "crate_type", json_integer (guo_row_int (load->crate_type, "id")));
  else if (load->mode != GUO_WEIGH_TRUCK)
    json_object_set_new (body, "tare_mg", json_integer (0));
  if (load->mode != GUO_WEIGH_CRATE)
    json_object_set_new (body, "crates", json_integer (load->crates));
  if (load->pallet_type != NULL)
    json_object_set_new (body, "pallet_type", json_integer (guo_row_int (load->pallet_type, "id")));
  if (load->truck != NULL)
    json_object_set_new (body, "vehicle_weighing", json_integer (guo_row_int (load->truck, "id")));
  return body;
}
