#include "station/label/problems.h"

#include "station/label/painter.h"
#include "station/label/read-back.h"

GuoLabelProblem *
guo_label_problem_new (gint item, GError *error)
{
  GuoLabelProblem *self = g_new0 (GuoLabelProblem, 1);

  self->item = item;
  self->error = error;
  return self;
}

void
guo_label_problem_free (GuoLabelProblem *self)
{
  if (self == NULL)
    return;
  g_clear_error (&self->error);
  g_free (self);
}

json_t *
guo_label_problem_object (const GuoLabelProblem *self)
{
  json_t *params = guo_refusal_params (self->error);

  return json_pack ("{s:i, s:s, s:s, s:O?}", "item", self->item, "code", guo_refusal_code (self->error), "message",
                    self->error->message, "params", params);
}

static gint
by_item (gconstpointer a, gconstpointer b)
{
  const GuoLabelProblem *one = *(GuoLabelProblem *const *) a, *other = *(GuoLabelProblem *const *) b;

  return one->item - other->item;
}

static gboolean
is_known (GPtrArray *problems, guint item)
{
  for (guint i = 0; i < problems->len; i++)
    if (((const GuoLabelProblem *) g_ptr_array_index (problems, i))->item == (gint) item)
      return TRUE;
  return FALSE;
}

/* A code that was not drawn need not be read. */
void
guo_label_problems_read (const GuoLabelLayout *layout, json_t *data, const GuoBitmap *picture, gint64 dpi,
                         GPtrArray *problems)
{
  for (guint i = 0; i < layout->items->len; i++)
    {
      GError *error = NULL;

      if (!is_known (problems, i)
          && !guo_label_read_back_item (g_ptr_array_index (layout->items, i), data, picture, dpi, &error))
        g_ptr_array_add (problems, guo_label_problem_new ((gint) i, error));
    }
  g_ptr_array_sort (problems, by_item);
}

GPtrArray *
guo_label_problems (const GuoLabelLayout *layout, json_t *data, gint64 dpi, GError **error)
{
  g_autoptr(GuoLabelPainter) painter = guo_label_painter_new (layout, dpi, error);
  g_autoptr(GuoBitmap) picture = NULL;
  GPtrArray *problems;

  if (painter == NULL)
    return NULL;
  problems = g_ptr_array_new_with_free_func ((GDestroyNotify) guo_label_problem_free);
  picture = guo_label_paint_all (painter, data, problems);
  guo_label_problems_read (layout, data, picture, dpi, problems);
  return problems;
}
