/* What a simulated printer's language does with bytes; for drivers/sim/printer-*.c alone. */
#pragma once

#include "drivers/printer/language.h"
#include "drivers/sim/printer-sim.h"

G_BEGIN_DECLS

/* What a head sees of its printer. */
typedef struct
{
  GByteArray *pending; /* bytes not yet understood; heads take from the front */
  GuoBitmap *page;     /* (nullable): the label that is being made up */
  guint page_rows;     /* ESC/POS: rows of it in use */
  guint waiting;       /* labels read and not yet out */
  gboolean silent;
  gboolean paper_out;
  gboolean head_open;
} GuoPrinterBench;

typedef struct
{
  const gchar *language;
  /* Takes one command from the front of the bench's bytes. FALSE: it is not whole yet. */
  gboolean (*understand) (GuoPrinterSim *sim, GuoPrinterBench *bench, GByteArray *answer);
} GuoPrinterHead;

extern const GuoPrinterHead guo_printer_head_zpl;
extern const GuoPrinterHead guo_printer_head_tspl;
extern const GuoPrinterHead guo_printer_head_escpos;

/**
 * guo_printer_sim_put:
 * @sim: a printer
 * @label: (transfer full): a label that was read; it comes out when there is paper
 */
void guo_printer_sim_put (GuoPrinterSim *sim, GuoBitmap *label);

/**
 * guo_printer_sim_say_when_done:
 * @sim: a printer
 * @bytes: said when everything that was put before is out
 * @len: how many
 */
void guo_printer_sim_say_when_done (GuoPrinterSim *sim, const gchar *bytes, gsize len);

/**
 * guo_printer_sim_fault:
 * @sim: a printer
 *
 * Something came that cannot be read: a real printer throws it away in silence.
 */
void guo_printer_sim_fault (GuoPrinterSim *sim);

/**
 * guo_printer_sim_clear:
 * @sim: a printer
 *
 * Throws away what waits.
 */
void guo_printer_sim_clear (GuoPrinterSim *sim);

G_END_DECLS
