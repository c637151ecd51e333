/* What a printer may say of itself, the same words for every language. Pure, any thread. */
#pragma once

#include <jansson.h>

#include <glib.h>

G_BEGIN_DECLS

/* One bit each; several hold at once. */
typedef enum
{
  GUO_PRINTER_PAPER_OUT = 1 << 0,
  GUO_PRINTER_PAPER_NEAR_END = 1 << 1,
  GUO_PRINTER_RIBBON_OUT = 1 << 2,
  GUO_PRINTER_HEAD_OPEN = 1 << 3,
  GUO_PRINTER_COVER_OPEN = 1 << 4,
  GUO_PRINTER_PAPER_JAM = 1 << 5,
  GUO_PRINTER_PAUSED = 1 << 6,
  GUO_PRINTER_PRINTING = 1 << 7,
  GUO_PRINTER_FEEDING = 1 << 8,
  GUO_PRINTER_CUTTING = 1 << 9,
  GUO_PRINTER_LABEL_WAITING = 1 << 10,   /* peeled off, to be taken */
  GUO_PRINTER_WAITING_PRINT_KEY = 1 << 11,
  GUO_PRINTER_BUFFER_FULL = 1 << 12,
  GUO_PRINTER_OFFLINE = 1 << 13,
  GUO_PRINTER_WAITING_ONLINE_RECOVERY = 1 << 14,
  GUO_PRINTER_FEED_BUTTON = 1 << 15,
  GUO_PRINTER_PAPER_END_STOP = 1 << 16,
  GUO_PRINTER_ERROR = 1 << 17,
  GUO_PRINTER_ERROR_RECOVERABLE = 1 << 18,
  GUO_PRINTER_ERROR_UNRECOVERABLE = 1 << 19,
  GUO_PRINTER_ERROR_AUTO_RECOVERABLE = 1 << 20,
  GUO_PRINTER_ERROR_MECHANICAL = 1 << 21,
  GUO_PRINTER_ERROR_OTHER = 1 << 22,
  GUO_PRINTER_CUTTER_ERROR = 1 << 23,
  GUO_PRINTER_OVER_TEMPERATURE = 1 << 24,
  GUO_PRINTER_UNDER_TEMPERATURE = 1 << 25,
  GUO_PRINTER_MOTOR_OVER_TEMPERATURE = 1 << 26,
  GUO_PRINTER_MEMORY_FULL = 1 << 27,
  GUO_PRINTER_RAM_CORRUPT = 1 << 28,
} GuoPrinterState;

#define GUO_PRINTER_STATES ((1u << 29) - 1) /* every bit that has a word */

/* A bit of an answer and what it means; for the decoders' tables. */
typedef struct
{
  guint32 mask;
  GuoPrinterState state;
} GuoPrinterBit;

/**
 * guo_printer_bits:
 * @bits: a table, ended by a mask of 0
 * @value: the answer's number
 *
 * Returns: the states whose mask meets @value
 */
guint32 guo_printer_bits (const GuoPrinterBit *bits, guint32 value);

/**
 * guo_printer_is_ready:
 * @states: bits of #GuoPrinterState
 *
 * Returns: whether a label may be sent: it prints, feeds or cuts, or its roll is near the end, at most
 */
gboolean guo_printer_is_ready (guint32 states);

/**
 * guo_printer_is_fault:
 * @states: bits of #GuoPrinterState
 *
 * Returns: whether a label under way may be spoilt: paper, ribbon, cover, head, cutter, an error. A pause, heat
 *   or a label that waits to be taken only takes time.
 */
gboolean guo_printer_is_fault (guint32 states);

/**
 * guo_printer_state_words:
 * @states: bits of #GuoPrinterState
 *
 * Returns: (transfer full): array of the words, "paper_out" …
 */
json_t *guo_printer_state_words (guint32 states);

G_END_DECLS
