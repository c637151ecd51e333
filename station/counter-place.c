#include "station/counter-place.h"

#include "db/database.h"
#include "station/fields.h"

gchar *
guo_counter_place_path (const gchar *folder, gint64 machine)
{
  return g_strdup_printf ("%s/counters-%" G_GINT64_FORMAT ".json", folder, machine);
}

gboolean
guo_counter_place_save (const gchar *path, const GuoCounterPlace *place, const GuoCounters *counters, GError **error)
{
  json_t *outlets = json_array ();
  g_autoptr(json_t) file = json_pack ("{s:I, s:o, s:o}", "run", (json_int_t) place->run, "outlets", outlets, "counters",
                                      guo_counters_save (counters));
  g_autofree gchar *text = NULL;

  for (guint i = 0; i < GUO_FRUIT_OUTLETS; i++)
    if (place->outlets[i].n != 0 || place->outlets[i].mass_mg != 0)
      json_array_append_new (outlets, json_pack ("{s:i, s:I, s:I}", "outlet", (int) i, "n", (json_int_t) place->outlets[i].n,
                                                 "mass_mg", (json_int_t) place->outlets[i].mass_mg));
  text = json_dumps (file, JSON_COMPACT);
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                   error);
}

GuoCounters *
guo_counter_place_load (const gchar *path, GuoCounterMap *map, GuoCounterPlace *place)
{
  g_autoptr(json_t) file = json_load_file (path, 0, NULL);
  json_t *saved = json_object_get (file, "counters"), *row;
  GuoCounters *counters;
  gsize i;

  *place = (GuoCounterPlace) { .run = guo_field_int (file, "run", 0) };
  json_array_foreach (json_object_get (file, "outlets"), i, row)
    {
      gint64 outlet = guo_field_int (row, "outlet", -1);

      if (outlet >= 0 && outlet < GUO_FRUIT_OUTLETS)
        place->outlets[outlet] = (GuoFruitSum) { guo_field_int (row, "n", 0), guo_field_int (row, "mass_mg", 0) };
    }
  if (map == NULL)
    return NULL;
  counters = saved != NULL ? guo_counters_restore (map, saved, NULL) : NULL;
  return counters != NULL ? counters : guo_counters_new (map);
}
