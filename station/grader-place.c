#include "station/grader-place.h"

#include "db/database.h"
#include "station/fields.h"

static json_t *
to_json (const GuoGraderHeard *heard)
{
  return json_pack ("{s:b, s:I, s:I, s:I, s:I, s:I}", "known", heard->known, "next_seq", (json_int_t) heard->next_seq,
                    "epoch", (json_int_t) heard->epoch, "lost", (json_int_t) heard->notes.lost, "rejected",
                    (json_int_t) heard->notes.rejected, "overrun", (json_int_t) heard->notes.overrun);
}

static void
from_json (json_t *object, GuoGraderHeard *heard)
{
  heard->known = guo_field_bool (object, "known");
  heard->next_seq = (guint32) guo_field_int (object, "next_seq", 0);
  heard->epoch = (guint32) guo_field_int (object, "epoch", 0);
  heard->notes = (GuoGraderNotes) { guo_field_int (object, "lost", 0), guo_field_int (object, "rejected", 0),
                                    guo_field_int (object, "overrun", 0) };
}

gboolean
guo_grader_place_save (const gchar *path, gint64 run, gint64 n, const GuoGraderHeard *before, const GuoGraderHeard *after,
                       GError **error)
{
  g_autoptr(json_t) file = json_pack ("{s:I, s:I, s:o, s:o}", "run", (json_int_t) run, "n", (json_int_t) n, "before",
                                      to_json (before), "after", to_json (after));
  g_autofree gchar *text = json_dumps (file, JSON_COMPACT);

  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                   error);
}

gboolean
guo_grader_place_load (const gchar *path, GuoFruitStore *store, gint64 *run, GuoGraderHeard *heard)
{
  g_autoptr(json_t) file = json_load_file (path, 0, NULL);
  GuoFruitRun stored = { 0 };

  *run = guo_field_int (file, "run", 0);
  *heard = (GuoGraderHeard) { .known = FALSE };
  if (!json_is_object (json_object_get (file, "before")) || !json_is_object (json_object_get (file, "after"))
      || (*run > 0 && !guo_fruit_store_find (store, *run, &stored, NULL)))
    return FALSE;
  from_json (json_object_get (file, stored.n >= guo_field_int (file, "n", 0) ? "after" : "before"), heard);
  return TRUE;
}
