/* A simulated printer of each language: reads what the station sends, keeps the pictures, answers questions.
 *
 * The engine is fed bytes and appends answers (no thread, no I/O); the TCP server below drives it, one
 * client at a time as most printers do. Any thread may control it.
 */
#pragma once

#include "drivers/error.h"
#include "drivers/printer/bitmap.h"

G_BEGIN_DECLS

typedef struct _GuoPrinterSim GuoPrinterSim;

/* A label has come out; on the thread that feeds or controls the printer. @number counts from 1. */
typedef void (*GuoPrinterSimLabel) (const GuoBitmap *picture, guint number, gpointer user_data);

/**
 * guo_printer_sim_new:
 * @language: "zpl", "tspl", "escpos"
 * @scenario: (nullable): "ready", "silence" (takes everything, answers nothing), "paper-out[:N]", "head-open[:N]"
 *   (after N labels, at once by default), "reset:N" (cuts the link once, after N bytes), "power-off:N" (the same, and
 *   what the printer held is lost); %NULL: "ready"
 * @label: (nullable): told of each label
 * @user_data: for @label
 * @error: return location
 *
 * Returns: (transfer full): a printer, or %NULL with %GUO_DRIVER_ERROR_BAD_ARGUMENT
 */
GuoPrinterSim *guo_printer_sim_new (const gchar *language, const gchar *scenario, GuoPrinterSimLabel label,
                                    gpointer user_data, GError **error);

/**
 * guo_printer_sim_free:
 * @self: (nullable): a printer
 */
void guo_printer_sim_free (GuoPrinterSim *self);

/**
 * guo_printer_sim_receive:
 * @self: a printer
 * @bytes: what the host sent
 * @len: how many
 * @answer: what the printer says is appended
 *
 * Returns: %FALSE when the scenario cuts the link now; what was begun is lost
 */
gboolean guo_printer_sim_receive (GuoPrinterSim *self, const guint8 *bytes, gsize len, GByteArray *answer);

/**
 * guo_printer_sim_link_lost:
 * @self: a printer
 *
 * The host went away: a format that was begun is thrown away.
 */
void guo_printer_sim_link_lost (GuoPrinterSim *self);

/**
 * guo_printer_sim_control:
 * @self: a printer
 * @line: "paper in", "paper out", "head closed", "head open", "silence on", "silence off", "reset N", "power-off N"
 * @error: return location
 *
 * Acts on the printer as a person would. With paper in, what waits in its buffer comes out.
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ARGUMENT
 */
gboolean guo_printer_sim_control (GuoPrinterSim *self, const gchar *line, GError **error);

/**
 * guo_printer_sim_labels:
 * @self: a printer
 *
 * Returns: how many labels came out
 */
guint guo_printer_sim_labels (GuoPrinterSim *self);

/**
 * guo_printer_sim_faults:
 * @self: a printer
 *
 * Returns: how many formats could not be read (a real printer throws them away in silence)
 */
guint guo_printer_sim_faults (GuoPrinterSim *self);

typedef struct _GuoPrinterServer GuoPrinterServer;

/**
 * guo_printer_server_new:
 * @sim: (transfer full): the printer behind it
 * @host: address to listen on, "127.0.0.1"
 * @port: TCP port, 0: any free one
 * @error: return location
 *
 * Returns: (transfer full): a server on a thread of its own, or %NULL with %GUO_DRIVER_ERROR_ABSENT or
 *   %GUO_DRIVER_ERROR_BAD_ADDRESS; @sim is freed then
 */
GuoPrinterServer *guo_printer_server_new (GuoPrinterSim *sim, const gchar *host, guint16 port, GError **error);

/**
 * guo_printer_server_port:
 * @self: a server
 *
 * Returns: the port it got
 */
guint16 guo_printer_server_port (GuoPrinterServer *self);

/**
 * guo_printer_server_sim:
 * @self: a server
 *
 * Returns: (transfer none): the printer, to control it
 */
GuoPrinterSim *guo_printer_server_sim (GuoPrinterServer *self);

/**
 * guo_printer_server_free:
 * @self: (nullable): a server; its clients are cut
 */
void guo_printer_server_free (GuoPrinterServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoPrinterSim, guo_printer_sim_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoPrinterServer, guo_printer_server_free)

G_END_DECLS
