/* What a device is configured with, made complete, and commands by name, made into bytes. Any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

/**
 * guo_scale_config_init:
 * @config: (out): complete: no setting is left open that @protocol needs
 * @protocol: a protocol
 * @given: (nullable): what the device was configured with
 */
void guo_scale_config_init (GuoScaleConfig *config, const GuoScaleProtocol *protocol, const GuoScaleConfig *given);

/**
 * guo_scale_verb:
 * @protocol: a protocol
 * @name: a command, "zero"
 *
 * Returns: (transfer none) (nullable): the row of @name; %NULL: the protocol has none
 */
const GuoScaleVerb *guo_scale_verb (const GuoScaleProtocol *protocol, const gchar *name);

/**
 * guo_scale_encode:
 * @protocol: a protocol
 * @command: what is asked; an address that is not given is 1 where there must be one
 * @out: (out caller-allocates) (array length=max): the bytes
 * @max: room in @out; 64 is enough for every protocol
 * @error: return location
 *
 * Returns: how many bytes to send, or -1 with %GUO_DRIVER_ERROR_BAD_ARGUMENT: no such command (the message
 *   lists those there are), an address or an argument that it does not take, no room
 */
gssize guo_scale_encode (const GuoScaleProtocol *protocol, const GuoScaleCommand *command, guint8 *out, gsize max,
                         GError **error);

/**
 * guo_scale_question:
 * @protocol: a protocol
 *
 * What an unknown device may be sent to find out whether it speaks @protocol: never anything that moves
 * its zero or tare, nor prints.
 *
 * Returns: (transfer none) (nullable): the name of a command; %NULL: only listening is left
 */
const gchar *guo_scale_question (const GuoScaleProtocol *protocol);

G_END_DECLS
