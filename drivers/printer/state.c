#include "drivers/printer/state.h"

#define QUIET (GUO_PRINTER_PRINTING | GUO_PRINTER_FEEDING | GUO_PRINTER_CUTTING | GUO_PRINTER_PAPER_NEAR_END)
#define PATIENT                                                                                                \
  (GUO_PRINTER_PAUSED | GUO_PRINTER_LABEL_WAITING | GUO_PRINTER_WAITING_PRINT_KEY | GUO_PRINTER_BUFFER_FULL     \
   | GUO_PRINTER_FEED_BUTTON | GUO_PRINTER_OVER_TEMPERATURE | GUO_PRINTER_UNDER_TEMPERATURE                     \
   | GUO_PRINTER_MOTOR_OVER_TEMPERATURE | GUO_PRINTER_OFFLINE)

/* In the order of the bits. */
static const gchar *const words[] = {
  "paper_out", "paper_near_end", "ribbon_out", "head_open", "cover_open", "paper_jam", "paused", "printing", "feeding",
  "cutting", "label_waiting", "waiting_print_key", "buffer_full", "offline", "waiting_online_recovery", "feed_button",
  "paper_end_stop", "error", "error_recoverable", "error_unrecoverable", "error_auto_recoverable", "error_mechanical",
  "error_other", "cutter_error", "over_temperature", "under_temperature", "motor_over_temperature", "memory_full",
  "ram_corrupt",
};

G_STATIC_ASSERT (GUO_PRINTER_STATES == (1u << G_N_ELEMENTS (words)) - 1);

guint32
guo_printer_bits (const GuoPrinterBit *bits, guint32 value)
{
  guint32 states = 0;

  for (gsize i = 0; bits[i].mask != 0; i++)
    if ((value & bits[i].mask) != 0)
      states |= bits[i].state;
  return states;
}

gboolean
guo_printer_is_ready (guint32 states)
{
  return (states & ~(guint32) QUIET) == 0;
}

gboolean
guo_printer_is_fault (guint32 states)
{
  return (states & ~(guint32) (QUIET | PATIENT)) != 0;
}

json_t *
guo_printer_state_words (guint32 states)
{
  json_t *out = json_array ();

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if ((states & (1u << i)) != 0)
      json_array_append_new (out, json_string (words[i]));
  return out;
}
