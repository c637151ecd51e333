/* The conversation with one printer: its link, what it answered, and its line on the live topic "devices".
 * For print-worker.c, on the worker's thread but for _init and _clear. */
#pragma once

#include "db/database.h"
#include "drivers/printer/link.h"
#include "drivers/sim/printer-sim.h"
#include "station/live.h"

G_BEGIN_DECLS

typedef struct
{
  GuoLive *live;
  json_t *row;           /* of the printer's binding */
  gint64 id;
  const GuoPrinterLanguage *language;
  GCancellable *cancel;  /* ends every wait on the link */
  GuoPrinterLink *link;  /* (nullable) */
  GuoPrinterServer *sim; /* (nullable): the simulator behind an address "sim:zpl" */
  gboolean answered;     /* the printer has said something since the thread began */
  gboolean silent;       /* it was asked and said nothing, and never has */
  guint labels;          /* sent */
  gchar *stands;         /* (nullable): serial of the label for which the run stands until a person answers */
  gchar *last_line;      /* as published last */
} GuoPrintTalk;

/**
 * guo_print_talk_init:
 * @self: zeroed
 * @live: where its line is published
 * @row: of the printer's binding
 */
void guo_print_talk_init (GuoPrintTalk *self, GuoLive *live, json_t *row);

/**
 * guo_print_talk_clear:
 * @self: ended; its line is taken away
 */
void guo_print_talk_clear (GuoPrintTalk *self);

/**
 * guo_print_talk_end:
 * @self: a conversation; link and simulator are closed
 */
void guo_print_talk_end (GuoPrintTalk *self);

/**
 * guo_print_talk_publish:
 * @self: a conversation
 * @state: "opening", "open", "lost"
 * @error: (nullable): what is wrong
 * @status: (nullable): what the printer said
 *
 * The printer's line; said again only when it changes.
 */
void guo_print_talk_publish (GuoPrintTalk *self, const gchar *state, const GError *error,
                             const GuoPrinterAnswer *status);

/**
 * guo_print_talk_stand:
 * @self: a conversation
 * @serial: (nullable): of the label that may or may not be on paper; %NULL: the run does not stand
 */
void guo_print_talk_stand (GuoPrintTalk *self, const gchar *serial);

/**
 * guo_print_talk_open:
 * @self: a conversation
 *
 * Returns: whether there is a link now; where not, its line says why
 */
gboolean guo_print_talk_open (GuoPrintTalk *self);

/**
 * guo_print_talk_drop:
 * @self: a conversation, its link is closed
 * @error: (nullable): why, for its line
 */
void guo_print_talk_drop (GuoPrintTalk *self, const GError *error);

/**
 * guo_print_talk_ask:
 * @self: a conversation with a link
 * @status: (out): what the printer said
 * @error: return location
 *
 * A printer that never answers is not waited for: the run would be slower for nothing.
 *
 * Returns: %FALSE with @error: the link is gone; %FALSE without: silence
 */
gboolean guo_print_talk_ask (GuoPrintTalk *self, GuoPrinterAnswer *status, GError **error);

/**
 * guo_print_talk_job:
 * @self: a conversation
 * @picture: a label
 * @mark: by which the printer's answers are told apart, 1 to %GUO_PRINTER_MARKS
 *
 * Returns: (transfer full): its bytes in the printer's language
 */
GBytes *guo_print_talk_job (GuoPrintTalk *self, const GuoBitmap *picture, guint mark);

/**
 * guo_print_talk_forget:
 * @self: a conversation with a link
 *
 * Returns: whether the printer was told to throw away what it holds; else the link is gone
 */
gboolean guo_print_talk_forget (GuoPrintTalk *self);

G_END_DECLS
