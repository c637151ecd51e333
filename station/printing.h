/* Labels on their way to paper: print jobs are events, each printer has a thread.
 *
 * A label is reserved (in the log, nothing sent), sent (the last byte was accepted), out (the printer said
 * so), doubtful (it broke between the first byte and proof: a person answers, the queue stands until then)
 * void, or seen once a person has scanned it. A printer that never answers leaves sent. Nothing is ever sent twice by
 * itself: after a fault a person scans the last good label, and what was sent later is void and printed as another
 * copy (print-resume.c).
 */
#pragma once

#include "drivers/printer/bitmap.h"
#include "station/writer.h"

G_BEGIN_DECLS

typedef struct _GuoPrinting GuoPrinting;

/**
 * guo_printing_queue:
 * @call: a command
 * @printer: n of device.bound; 0: none yet, the labels stay reserved until one is bound
 * @case_ids: array of integers: the cases, in order
 * @reason: (nullable): why it is printed again; %NULL: the first time
 * @error: return location
 *
 * Appends print.queued; the printer is woken once the command is durable. The first label is painted as a
 * trial and read back, at that printer's dots: what could not be printed is refused here ("label-too-long" …).
 *
 * Returns: n of print.queued; 0 when nothing was queued; -1 with an error
 */
gint64 guo_printing_queue (GuoCall *call, gint64 printer, json_t *case_ids, const gchar *reason, GError **error);

/**
 * guo_printing_start:
 * @station: a station
 * @writer: through which the printers' threads record
 *
 * Starts the threads. A label that was being sent when the station stopped becomes doubtful.
 */
void guo_printing_start (GuoStation *station, GuoWriter *writer);

/**
 * guo_printing_stop:
 * @station: a station, printing or not
 *
 * Ends the threads, before the writer is freed; what was under way is recorded.
 */
void guo_printing_stop (GuoStation *station);

/**
 * guo_printing_wake:
 * @station: a station, printing or not
 *
 * There is something new: a job, an answer, a printer bound or released. Any thread.
 */
void guo_printing_wake (GuoStation *station);

/**
 * guo_printing_put_sheet:
 * @station: a station, printing or not: without threads the sheet is thrown away
 * @printer: of a binding
 * @picture: (transfer full): what comes out before the next label; it is not waited for, and in no log
 */
void guo_printing_put_sheet (GuoStation *station, gint64 printer, GuoBitmap *picture);

/**
 * guo_printing_take_sheet:
 * @station: a station
 * @printer: of a binding
 *
 * Returns: (transfer full) (nullable): the next sheet for it
 */
GuoBitmap *guo_printing_take_sheet (GuoStation *station, gint64 printer);

/**
 * guo_printing_publish:
 * @station: a station
 * @db: a connection of the caller's thread
 * @job: n of print.queued
 *
 * Publishes the job's line on the live topic "queue".
 */
void guo_printing_publish (GuoStation *station, GuoDatabase *db, gint64 job);

/**
 * guo_printing_remember:
 * @station: a station, printing or not
 * @job: n of a print.queued that nothing waits for any more
 *
 * Keeps the live lines of the newest such jobs and takes the others away: a season has millions.
 */
void guo_printing_remember (GuoStation *station, gint64 job);

/**
 * guo_printing_record:
 * @writer: the writer
 * @job: n of print.queued
 * @pos: place of the label in the job
 * @state: "sent", "out", "doubtful" or "void"
 * @reason: (nullable): English, for the log
 * @error: return location
 *
 * Appends print.sent or print.settled and waits until it is durable. Not on the writer's thread.
 *
 * Returns: %FALSE with the writer's error
 */
gboolean guo_printing_record (GuoWriter *writer, gint64 job, gint64 pos, const gchar *state, const gchar *reason,
                              GError **error);

/**
 * guo_printing_append:
 * @call: a command
 * @job: n of print.queued
 * @pos: place of the first label in the job
 * @count: labels from there on
 * @state: "sent", "out", "doubtful", "void"; "seen": it was scanned
 * @reason: (nullable): why
 * @error: return location
 *
 * Returns: %FALSE with an error of the store
 */
gboolean guo_printing_append (GuoCall *call, gint64 job, gint64 pos, gint64 count, const gchar *state,
                              const gchar *reason, GError **error);

/**
 * guo_printing_choose:
 * @call: a command whose body may name a "printer"
 * @unit: kind and layout of what is to be printed, as the statement print-unit gives them
 * @printer: (out): n of device.bound: the one named, else the first with paper of the layout that is set for it, else of the
 *   same purpose; 0: there is none
 * @error: return location
 *
 * Returns: %FALSE with "no-printer" when the one that is named is none, or is released; for a pallet also when none has
 *   its paper
 */
gboolean guo_printing_choose (GuoCall *call, json_t *unit, gint64 *printer, GError **error);

/**
 * guo_printing_unit_layout:
 * @db: a connection
 * @unit: kind and layout of a case or pallet, as the statements print-unit and label-next give them
 * @printer: n of device.bound; 0: the first that is bound
 * @error: return location
 *
 * Returns: (transfer full): id of the layout of its label: that of the pack plan, of a pallet the centre's; where none is
 *   set, the one at the printer's binding, else the one that comes with the program; %NULL with an error of the store
 */
gchar *guo_printing_unit_layout (GuoDatabase *db, json_t *unit, gint64 printer, GError **error);

/**
 * guo_printing_check_address:
 * @address: "tcp:HOST:PORT", or "sim:LANGUAGE[?scenario=NAME]" for a simulator inside the daemon
 * @practice: whether simulators may be bound
 * @error: return location
 *
 * Returns: %FALSE with "bad-field"[address] or "sim-needs-practice"
 */
gboolean guo_printing_check_address (const gchar *address, gboolean practice, GError **error);

G_END_DECLS
