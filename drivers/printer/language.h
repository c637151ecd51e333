/* The contract of a printer language: one constant row each, pure functions over pictures and bytes, any thread.
 *
 * A label goes out as one picture, one copy a job, with the printer's own repeat after an error switched off where
 * the language has one: a second label with the same serial must never come out without the station knowing. Facts
 * stand with each language; what proves that a label came out is its row's @proof.
 */
#pragma once

#include "drivers/error.h"
#include "drivers/printer/bitmap.h"
#include "drivers/printer/state.h"

G_BEGIN_DECLS

#define GUO_PRINTER_MARKS 9999 /* marks run from 1 to this, then from 1 again */

/* What a label needs beside its picture. */
typedef struct
{
  guint dots_per_mm; /* 8, 12 or 24 */
  guint gap_mm;      /* between two labels of the roll; 0: a roll without gaps */
  guint mark;        /* 1 to GUO_PRINTER_MARKS: what the printer is to say when it is done; 0: nothing */
} GuoPrinterJob;

/* What proves that a label came out. */
typedef enum
{
  GUO_PRINTER_PROOF_IDLE,      /* twice in a row nothing left to print and no fault */
  GUO_PRINTER_PROOF_MARK_IDLE, /* the mark, and then the same; or seen printing, and then the same */
  GUO_PRINTER_PROOF_MARK,      /* the mark: it is said when printing is complete */
} GuoPrinterProof;

typedef enum
{
  GUO_PRINTER_HEARD_NOTHING, /* this byte completes nothing */
  GUO_PRINTER_HEARD_PART,    /* one of several answers that the question brings; *out is set for this part */
  GUO_PRINTER_HEARD_STATE,   /* the last of them */
  GUO_PRINTER_HEARD_MARK,
} GuoPrinterHeard;

typedef struct
{
  guint32 states; /* bits of #GuoPrinterState */
  gboolean busy;  /* something is received and not yet printed */
  guint mark;     /* with MARK */
} GuoPrinterAnswer;

/* What a reader keeps between two bytes: zero before the first. */
typedef struct
{
  guint8 held[512];
  guint n;     /* bytes in @held */
  guint parts; /* answers still to come; the caller sets it to the language's when it has asked */
} GuoPrinterReader;

typedef struct
{
  const gchar *id;       /* "zpl": stable for ever, stands in the log */
  const gchar *name;     /* English, for people */
  const gchar *models;   /* makers and models known to speak it */
  const gchar *verified; /* how verified */
  GuoPrinterProof proof;
  GBytes *(*label) (const GuoBitmap *picture, const GuoPrinterJob *job);
  const gchar *question; /* asks for the state at any time, also in an error */
  guint parts;           /* answers to it */
  const gchar *other_question; /* (nullable): asked when the first brings no answer */
  const gchar *clear;    /* ends a half command, throws away what the printer has not printed yet */
  GuoPrinterHeard (*hear) (GuoPrinterReader *reader, guint8 byte, GuoPrinterAnswer *out);
  json_t *(*describe) (const gchar *query, const guint8 *bytes, gsize len);
} GuoPrinterLanguage;

/**
 * guo_printer_languages:
 *
 * Returns: (transfer none): %NULL-terminated array of every language that is built in
 */
const GuoPrinterLanguage *const *guo_printer_languages (void);

/**
 * guo_printer_language_find:
 * @id: "zpl", "tspl", "escpos"
 * @error: return location
 *
 * Returns: (transfer none): the language, or %NULL with %GUO_DRIVER_ERROR_UNKNOWN_PROTOCOL; the message lists the
 *   ids there are
 */
const GuoPrinterLanguage *guo_printer_language_find (const gchar *id, GError **error);

/**
 * guo_printer_describe:
 * @language: "zpl", "tspl", "escpos", or "usb-printer" for the printer class of USB
 * @query: (nullable): what was asked: "~HS", "~HQES", "~HI"; "1b213f", "1b2153"; "100401" …, "asb", "stream";
 *   "GET_PORT_STATUS", "GET_DEVICE_ID"; %NULL: the first of these
 * @bytes: the answer
 * @len: its length
 * @error: return location
 *
 * Returns: (transfer full): object for people and programs: "states", "ready" and the fields that the answer
 *   carries, or "error" ("incomplete", "malformed", "truncated", "empty") and what could be read; %NULL with
 *   %GUO_DRIVER_ERROR_UNKNOWN_PROTOCOL or %GUO_DRIVER_ERROR_BAD_ARGUMENT (no such query)
 */
json_t *guo_printer_describe (const gchar *language, const gchar *query, const guint8 *bytes, gsize len,
                              GError **error);

G_END_DECLS
