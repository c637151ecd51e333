/* What guozhand is told on its command line. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gchar *database;      /* absolute */
  gboolean for_session; /* started by a face: ends after the last one left */
  gboolean service;     /* of the system: the group `guozhan` may open the socket */
  gint port;            /* of the public pages on loopback; 0: any free one */
  gint ready_fd;        /* -1: none */
  gint linger_ms;       /* how long a session daemon stays without a face */
  gint patience_ms; /* how long a rebuild of the views may take before the daemon serves without them */
} GuoOptions;

/**
 * guo_options_parse:
 * @self: (out caller-allocates): the options
 * @argc: (inout): of main()
 * @argv: (inout): of main()
 *
 * Says on stderr what is wrong.
 *
 * Returns: -1: go on; else the exit status (0 after --version, 2 for a wrong use)
 */
gint guo_options_parse (GuoOptions *self, gint *argc, gchar ***argv);

/**
 * guo_options_clear:
 * @self: the options
 */
void guo_options_clear (GuoOptions *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuoOptions, guo_options_clear)

G_END_DECLS
