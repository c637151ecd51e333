/* The writer: the one thread that runs commands. Everything that waits is committed together (at most
 * 64), each in its own savepoint, and answered after COMMIT.
 */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

typedef struct _GuoWriter GuoWriter;

/* Called on the writer's thread after COMMIT (or with the error). @answer is borrowed. */
typedef void (*GuoWriterDone) (json_t *answer, const GError *error, gpointer user_data);

/**
 * guo_writer_new:
 * @station: whose commands; the thread owns its database from here on
 *
 * Returns: (transfer full): a running writer
 */
GuoWriter *guo_writer_new (GuoStation *station);

/**
 * guo_writer_push:
 * @self: a writer
 * @verb: a command
 * @command_id: (nullable): 16 bytes, copied
 * @actor: copied
 * @params: (transfer full) (nullable): as in #GuoCall
 * @body: (transfer full) (nullable): as in #GuoCall
 * @done: called exactly once
 * @user_data: for @done
 * @error: return location
 *
 * Any thread.
 *
 * Returns: %FALSE with %GUO_STATION_ERROR_BUSY (256 commands wait, or it is closing): @done is not called
 */
gboolean guo_writer_push (GuoWriter *self, const GuoVerb *verb, const guint8 *command_id,
                          const GuoActor *actor, json_t *params, json_t *body, GuoWriterDone done,
                          gpointer user_data, GError **error);

/**
 * guo_writer_ask:
 * @self: a writer
 * @verb: a command of the station's own
 * @actor: copied
 * @body: (transfer full) (nullable): as in #GuoCall
 * @error: return location
 *
 * Pushes a command and waits until it is durable. Any thread but the writer's.
 *
 * Returns: %FALSE as guo_writer_push(), or with the error of the command
 */
gboolean guo_writer_ask (GuoWriter *self, const GuoVerb *verb, const GuoActor *actor, json_t *body, GError **error);

/**
 * guo_writer_free:
 * @self: (nullable): a writer; what was accepted is written and answered before this returns
 */
void guo_writer_free (GuoWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoWriter, guo_writer_free)

G_END_DECLS
