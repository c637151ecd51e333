#include "station/print-proof.h"

#define PROOF_US (5 * G_USEC_PER_SEC)

gboolean
guo_print_proof_take (GuoPrintProof *self, const GuoPrinterLanguage *language, guint mark,
                      const GuoPrinterAnswer *status, gint64 now_us)
{
  gboolean marked = status->mark == mark;
  gboolean idle = guo_printer_is_ready (status->states) && !status->busy;

  self->moving = self->moving || status->busy;
  self->idle = idle ? self->idle + 1 : 0;
  if (!idle || self->since_us == 0)
    self->since_us = idle ? now_us : 0;
  switch (language->proof)
    {
    case GUO_PRINTER_PROOF_MARK:
      return marked;
    case GUO_PRINTER_PROOF_MARK_IDLE:
      return (marked || self->moving) && self->idle >= 2;
    case GUO_PRINTER_PROOF_IDLE:
    default:
      return self->idle >= 2;
    }
}

gboolean
guo_print_proof_is_overdue (const GuoPrintProof *self, gint64 now_us)
{
  return self->since_us > 0 && now_us - self->since_us > PROOF_US;
}

gchar *
guo_print_fault_words (guint32 states)
{
  json_auto_t *words = guo_printer_state_words (states);
  GString *out = g_string_new ("the printer says");
  gsize i;
  json_t *word;

  json_array_foreach (words, i, word)
    g_string_append_printf (out, " %s", json_string_value (word));
  return g_string_free (out, FALSE);
}
