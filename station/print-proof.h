/* What a printer's answers say of a label that it was sent. Pure; for print-worker.c. */
#pragma once

#include "drivers/printer/language.h"

G_BEGIN_DECLS

typedef struct
{
  guint idle;      /* answers in a row that say that nothing is left to print */
  gboolean moving; /* it was seen printing */
  gint64 since_us; /* monotonic time when it began to be idle; 0: it is not */
} GuoPrintProof;

/**
 * guo_print_proof_take:
 * @self: zero when the label was sent
 * @language: what the printer speaks
 * @mark: the label's
 * @status: an answer that is no fault
 * @now_us: monotonic time, microseconds
 *
 * Takes in one more answer. Twice idle, because the first answer may be older than the job.
 *
 * Returns: whether it proves that the label is out
 */
gboolean guo_print_proof_take (GuoPrintProof *self, const GuoPrinterLanguage *language, guint mark,
                               const GuoPrinterAnswer *status, gint64 now_us);

/**
 * guo_print_proof_is_overdue:
 * @self: what is known of a label
 * @now_us: monotonic time, microseconds
 *
 * Returns: whether the printer has been idle for so long that no proof will come any more
 */
gboolean guo_print_proof_is_overdue (const GuoPrintProof *self, gint64 now_us);

/**
 * guo_print_fault_words:
 * @states: bits of #GuoPrinterState
 *
 * Returns: (transfer full): a reason for the log, "the printer says paper_out"
 */
gchar *guo_print_fault_words (guint32 states);

G_END_DECLS
