/* What a scanner says: one code, or that one came in pieces. Pure: no clock, no allocation; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most that a symbol holds: 7,089 digits in a QR of version 40 (ISO/IEC 18004, table 7). */
#define GUO_SCAN_MAX 7089u
#define GUO_SCAN_SILENCE_US ((gint64) 300000) /* a scanner that pauses so long within a code has stopped */
#define GUO_SCAN_BOUNCE_US ((gint64) 1000000) /* the same code again within this is the same scan */

typedef enum
{
  GUO_SCAN_CODE,
  GUO_SCAN_INCOMPLETE, /* it broke off: the end, or the next report, did not come */
  GUO_SCAN_MALFORMED,  /* longer than a symbol can be, a NUL within, a length that does not fit its report */
} GuoScanStatus;

typedef struct
{
  GuoScanStatus status;
  gchar aim[4];      /* "]Q1"; "": the scanner did not send one */
  const gchar *text; /* as in the symbol; FNC1 is 0x1D; ends with NUL; valid during the callback; "" unless a code */
  gsize len;         /* bytes of @text */
} GuoScan;

typedef void (*GuoScanFunc) (const GuoScan *scan, gpointer user_data);

G_END_DECLS
