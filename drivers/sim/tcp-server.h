/* A simulated device on TCP that speaks when it is spoken to: one client at a time, as most of them do. On a thread of
 * its own, on which the functions of the device are called. */
#pragma once

#include "drivers/error.h"

G_BEGIN_DECLS

typedef struct _GuoTcpServer GuoTcpServer;

typedef struct
{
  /* Appends what is answered to @bytes. Returns: FALSE when the link is cut now. */
  gboolean (*hear) (const guint8 *bytes, gsize len, GByteArray *answer, gpointer user_data);
  /* The client went away. */
  void (*lost) (gpointer user_data);
} GuoTcpDevice;

/**
 * guo_tcp_server_new:
 * @device: its functions; constant
 * @user_data: for them, until the server is freed
 * @host: address to listen on, "127.0.0.1"
 * @port: TCP port, 0: any free one
 * @error: return location
 *
 * Returns: (transfer full): a server, or %NULL with %GUO_DRIVER_ERROR_ABSENT or %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
GuoTcpServer *guo_tcp_server_new (const GuoTcpDevice *device, gpointer user_data, const gchar *host, guint16 port,
                                  GError **error);

/**
 * guo_tcp_server_port:
 * @self: a server
 *
 * Returns: the port it got
 */
guint16 guo_tcp_server_port (GuoTcpServer *self);

/**
 * guo_tcp_server_free:
 * @self: (nullable): a server; its client is cut
 */
void guo_tcp_server_free (GuoTcpServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoTcpServer, guo_tcp_server_free)

G_END_DECLS
