/* A label as it would come out of the printer, with everything that is wrong with it: for whoever designs one.
 * Pure, any thread.
 */
#pragma once

#include "station/label/problems.h"

G_BEGIN_DECLS

/* Dots of the largest preview: a sheet of A5 at 600 dpi. */
#define GUO_LABEL_PREVIEW_MOST (18 * 1000 * 1000)

typedef struct
{
  GBytes *png;         /* one bit, at the printer's dots, its true size in it */
  GPtrArray *problems; /* GuoLabelProblem, in the order of the items; empty: it can be printed */
} GuoLabelPreview;

/**
 * guo_label_preview:
 * @layout: JSON of a layout
 * @data: (nullable): object of strings by its fields; %NULL: the layout's samples
 * @dpi: 203, 300 or 600
 * @error: return location
 *
 * Returns: (transfer full): the preview; %NULL with %GUO_STATION_ERROR_BAD_FIELD when @layout is none (as
 *   guo_label_layout_parse()), @dpi is no printer's, @data has something else than strings, or the label has more dots than
 *   %GUO_LABEL_PREVIEW_MOST
 */
GuoLabelPreview *guo_label_preview (const gchar *layout, json_t *data, gint64 dpi, GError **error);

/**
 * guo_label_preview_free:
 * @self: (nullable): a preview
 */
void guo_label_preview_free (GuoLabelPreview *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoLabelPreview, guo_label_preview_free)

G_END_DECLS
