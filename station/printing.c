#include "station/printing.h"

#include "station/call.h"

static json_t *
label_of (GuoCall *call, gint64 unit, GError **error)
{
  g_autoptr(json_t) label = json_pack ("{s:i}", "copy", 1);

  return guo_call_set_ref (call, label, "case", unit, error) ? g_steal_pointer (&label) : NULL;
}

gint64
guo_printing_queue (GuoCall *call, gint64 printer, json_t *case_ids, const gchar *reason, GError **error)
{
  json_t *labels = json_array ();
  g_autoptr(json_t) house = json_pack ("{s:o, s:s?, s:n}", "labels", labels, "reason", reason, "template_sha256");
  gsize i;
  json_t *id;

  json_array_foreach (case_ids, i, id)
    {
      json_t *label = label_of (call, json_integer_value (id), error);

      if (label == NULL)
        return -1;
      json_array_append_new (labels, label);
    }
  if (!guo_call_set_ref (call, house, "printer", printer, error))
    return -1;
  return guo_call_append (call, &(GuoFact) { .type = "print.queued", .house = json_incref (house) }, error);
}
