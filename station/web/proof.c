/* Where the records of a page stand in the log, and the last state of it that the centre signed. */
#include "db/checkpoint.h"
#include "db/log.h"
#include "station/web/view.h"
#include "station/web/words.h"

/* A signed note of C2SP tlog-checkpoint: origin, size, root, further lines. */
static json_t *
checkpoint_of (json_t *row)
{
  g_auto(GStrv) lines = g_strsplit (guo_view_text (row, "note"), "\n", 4);

  if (g_strv_length (lines) < 3)
    return NULL;
  return json_pack ("{s:s, s:s, s:s}", "origin", lines[0], "size", lines[1], "root", lines[2]);
}

static json_t *
leaf_of (GuoView *view, gint64 id)
{
  return guo_view_row (view, "events", json_pack ("{s:I, s:i}", "after", (json_int_t) (id - 1), "limit", 1));
}

static void
add_leaf (json_t *leaves, const gchar *label, json_t *event)
{
  if (event != NULL)
    json_array_append_new (leaves, json_pack ("{s:s, s:I, s:s}", "label", label, "index",
                                              (json_int_t) guo_view_number (event, "seq"), "hash",
                                              guo_view_text (event, "leaf")));
}

static gboolean
is_changed (const GuoView *view, gint64 id)
{
  g_autoptr(GError) error = NULL;

  return id != 0 && !guo_log_verify_event (view->request->db, id, &error)
         && g_error_matches (error, GUO_DB_ERROR, GUO_DB_ERROR_CORRUPT);
}

static gboolean
is_unsigned (GuoView *view, json_t *note)
{
  g_autoptr(json_t) log = guo_view_row (view, "log-status", NULL);
  g_autoptr(GuoCheckpoint) checkpoint = NULL;

  if (note == NULL || log == NULL)
    return FALSE;
  checkpoint = guo_checkpoint_verify (guo_view_text (note, "note"), guo_view_text (log, "vkey"), NULL);
  return checkpoint == NULL;
}

gboolean
guo_proof_is_damaged (GuoView *view, gint64 lot, gint64 unit)
{
  g_autoptr(json_t) note = guo_view_row (view, "checkpoint-last", NULL);

  return is_changed (view, lot) || is_changed (view, unit) || is_unsigned (view, note);
}

json_t *
guo_proof_model (GuoView *view, gint64 lot, gint64 unit)
{
  g_autoptr(json_t) lot_event = leaf_of (view, lot);
  g_autoptr(json_t) unit_event = unit == 0 ? NULL : leaf_of (view, unit);
  g_autoptr(json_t) note = guo_view_row (view, "checkpoint-last", NULL);
  json_t *checkpoint = note == NULL ? NULL : checkpoint_of (note);
  json_t *last = unit_event != NULL ? unit_event : lot_event;
  json_t *leaves = json_array ();
  json_t *model = json_pack ("{s:o}", "leaves", leaves);

  add_leaf (leaves, _("Lot"), lot_event);
  add_leaf (leaves, _("Case"), unit_event);
  guo_view_take (model, "origin", g_strdup (guo_view_text (last, "origin")));
  if (checkpoint != NULL)
    {
      gint64 size = g_ascii_strtoll (guo_view_text (checkpoint, "size"), NULL, 10);

      guo_view_take (checkpoint, "state",
                     g_strdup (guo_view_number (last, "seq") < size
                                 ? _("The records above are part of this signed state.")
                                 : _("The records above are newer than this signed state; the next one will "
                                     "hold them.")));
      json_object_set_new (model, "checkpoint", checkpoint);
    }
  return model;
}
