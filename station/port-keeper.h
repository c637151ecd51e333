/* Keeps a port open for each device of a kind, on a thread of its own: scales, scanners, grading machines, instruments, folders of
 * reports.
 *
 * A port is whatever its kind makes of a row. It opens, is lost and comes back by its transport (drivers/transport.h), which waits
 * and tries again; the keeper makes a port for a row that is new, stops the one whose row is gone or changed, and calls each ten
 * times a second. Stopping may join a thread of a port: only the keeper's thread waits for that, and before another port is
 * made of the same device. Any thread.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

typedef struct _GuoPortKeeper GuoPortKeeper;

typedef void (*GuoPortFunc) (gpointer port);

/* What a kind of port can do. */
typedef struct
{
  const gchar *name;                                  /* of the thread */
  gboolean (*is_wanted) (json_t *row);                /* an active device that has such a port */
  gboolean (*is_same) (json_t *running, json_t *row); /* (nullable): NULL: json_equal() */
  gpointer (*make) (json_t *row, gpointer owner);     /* opens nothing; %NULL: it cannot, and has told the log why */
  void (*added) (gpointer port, gpointer owner);      /* (nullable): can be found now, is not started yet */
  GuoPortFunc start;                                  /* (nullable): opens */
  GuoPortFunc stop;                                   /* its threads have ended and its live lines are gone when this returns */
  GuoPortFunc tick;                                   /* (nullable): what time alone changes */
  GuoPortFunc free;                                   /* of a port that was stopped, or never started */
  void (*round) (gpointer owner);                     /* (nullable): on the keeper's thread, before new rows are applied */
} GuoPortKind;

/* A port that is lent: it may be stopped meanwhile, but not freed. */
typedef struct
{
  gpointer port;
  json_t *row;              /* what it was made of */
  const GuoPortKind *kind;
} GuoKept;

/**
 * guo_kept_release:
 * @kept: (nullable) (transfer full): a port that was lent
 */
void guo_kept_release (GuoKept *kept);

/**
 * guo_port_keeper_new:
 * @kind: static
 * @owner: given to its functions; outlives the keeper
 *
 * Returns: (transfer full): no ports; nothing is opened before guo_port_keeper_start()
 */
GuoPortKeeper *guo_port_keeper_new (const GuoPortKind *kind, gpointer owner);

/**
 * guo_port_keeper_free:
 * @self: (nullable): a keeper; its thread and every port has ended when this returns
 */
void guo_port_keeper_free (GuoPortKeeper *self);

/**
 * guo_port_keeper_start:
 * @self: a keeper; its ports are opened from here on
 */
void guo_port_keeper_start (GuoPortKeeper *self);

/**
 * guo_port_keeper_sync:
 * @self: a keeper
 * @rows: (array of objects): every device, of any kind, as the statement `devices` gives it
 *
 * Those that are new are started, those that are gone or inactive are stopped, changed ones are replaced; by the thread, some
 * time after this has returned. Before the start at once, without opening anything.
 */
void guo_port_keeper_sync (GuoPortKeeper *self, json_t *rows);

/**
 * guo_port_keeper_find:
 * @self: a keeper
 * @device: `id` of its row
 *
 * Returns: (transfer full) (nullable): its port
 */
GuoKept *guo_port_keeper_find (GuoPortKeeper *self, gint64 device);

/**
 * guo_port_keeper_all:
 * @self: a keeper
 *
 * Returns: (transfer full) (element-type GuoKept): every port
 */
GPtrArray *guo_port_keeper_all (GuoPortKeeper *self);

/**
 * guo_port_row_is:
 * @row: as the statement `devices` gives it
 * @kind: of a device, "scale"
 *
 * Returns: whether it is an active one of that kind
 */
gboolean guo_port_row_is (json_t *row, const gchar *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoKept, guo_kept_release)

G_END_DECLS
