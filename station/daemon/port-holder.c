#include "station/daemon/port-holder.h"

#include "drivers/transport/holder.h"

#include <stdio.h>

#define LISTENING 0x0A

/* A line of /proc/net/tcp, see proc_net_tcp.txt of the kernel: "sl: local:port remote:port st … inode". */
static guint64
inode_of (const gchar *line, guint16 wanted)
{
  guint port, state;
  guint64 inode;

  if (sscanf (line, "%*d: %*[0-9A-F]:%x %*[0-9A-F]:%*x %x %*s %*s %*s %*s %*s %" G_GUINT64_FORMAT, &port, &state,
              &inode) != 3)
    return 0;
  return port == wanted && state == LISTENING ? inode : 0;
}

static guint64
listening_inode (const gchar *table, guint16 port)
{
  g_autofree gchar *text = NULL;
  g_auto(GStrv) lines = NULL;
  guint64 inode = 0;

  if (!g_file_get_contents (table, &text, NULL, NULL))
    return 0;
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL && inode == 0; i++)
    inode = inode_of (lines[i], port);
  return inode;
}

gint64
guo_port_holder (guint16 port, gchar **program)
{
  guint64 inode = listening_inode ("/proc/net/tcp", port);
  struct stat wanted = { .st_mode = S_IFSOCK };

  *program = NULL;
  if (inode == 0)
    inode = listening_inode ("/proc/net/tcp6", port);
  wanted.st_ino = inode;
  return inode != 0 ? guo_file_holder (&wanted, program) : 0;
}
