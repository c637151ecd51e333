/* A sheet that is no case's label goes to a printer: a layout with its samples, or rulers of its size. It is in no log. */
#include "station/call.h"
#include "station/label/painter.h"
#include "station/label/read-back.h"
#include "station/printing.h"
#include "station/rules.h"

#include <string.h>

#define FILE_MAX 200000

static const gchar *const sheets[] = { "sample", "rulers", NULL };

const GuoField guo_printers_sheet_fields[] = {
  { .name = "file", .type = GUO_FIELD_LONG, .need = GUO_FIELD_REQUIRED, .max = FILE_MAX },
  { .name = "sheet", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_REQUIRED, .choices = sheets },
  { .name = NULL },
};

/* The samples, marked as such where the layout has a place for it: the sheet looks like a label. */
static json_t *
sample_data (const GuoLabelLayout *layout)
{
  json_t *data = guo_label_layout_samples (layout);

  if (guo_label_layout_field (layout, "mark") != NULL)
    json_object_set_new (data, "mark", json_string ("样张"));
  return data;
}

static GuoBitmap *
sheet_picture (const GuoLabelLayout *layout, gint64 dpi, GError **error)
{
  g_autoptr(GuoLabelPainter) painter = guo_label_painter_new (layout, dpi, error);
  g_autoptr(json_t) data = painter != NULL ? sample_data (layout) : NULL;
  g_autoptr(GuoBitmap) picture = data != NULL ? guo_label_paint (painter, data, error) : NULL;

  if (picture == NULL || !guo_label_read_back (layout, data, picture, dpi, error))
    return NULL;
  return g_steal_pointer (&picture);
}

/* "not-found"[printer], "no-printer", "bad-json", "bad-field", what guo_label_paint() and guo_label_read_back() refuse */
json_t *
guo_printers_sheet (GuoCall *call, GError **error)
{
  const gboolean rulers = g_strcmp0 (guo_field_text (call->body, "sheet"), "rulers") == 0;
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_parse (guo_field_text (call->body, "file"), error);
  g_autoptr(GuoLabelLayout) ruled = layout != NULL && rulers ? guo_label_layout_rulers (layout) : NULL;
  g_autoptr(json_t) device = NULL;
  g_autoptr(GuoBitmap) picture = NULL;
  gint64 id = 0;

  if (layout == NULL || !guo_call_param_id (call, "printer", &id, error))
    return NULL;
  device = guo_call_row (call, "device", "printer", id, error);
  if (device == NULL)
    return NULL;
  if (g_strcmp0 (guo_field_text (device, "kind"), "printer") != 0 || !guo_field_bool (device, "active"))
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "no-printer", NULL, "no such printer is bound");
      return NULL;
    }
  picture = sheet_picture (rulers ? ruled : layout, guo_field_int (device, "dpi", 203), error);
  if (picture == NULL)
    return NULL;
  guo_printing_put_sheet (call->station, id, g_steal_pointer (&picture));
  guo_printing_wake (call->station);
  return json_object ();
}
