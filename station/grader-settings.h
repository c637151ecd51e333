/* What a grading machine was bound with besides its protocol: the profile of its reports, the map of its counters. */
#pragma once

#include "drivers/grader/counter-map.h"
#include "drivers/grader/profile.h"

#include <jansson.h>

G_BEGIN_DECLS

#define GUO_GRADER_REPORTS "guozhan-profile"
#define GUO_GRADER_COUNTERS "guozhan-modbus"

/**
 * guo_grader_speaks:
 * @row: (nullable): a device, or the body that binds one
 * @protocol: id of a protocol
 *
 * Returns: whether it is a grading machine that hands its fruit over so
 */
gboolean guo_grader_speaks (json_t *row, const gchar *protocol);

/**
 * guo_grader_profile_text:
 * @said: the name of a profile that is built in, or one as JSON
 * @error: return location
 *
 * Returns: (transfer full): the profile as JSON; %NULL with an error of the driver
 */
gchar *guo_grader_profile_text (const gchar *said, GError **error);

/**
 * guo_grader_map:
 * @said: the name of a map that is built in, or one as JSON
 * @error: return location
 *
 * Returns: (transfer full): the map; %NULL with an error of the driver
 */
GuoCounterMap *guo_grader_map (const gchar *said, GError **error);

/**
 * guo_grader_is_tcp:
 * @row: a device that counts
 *
 * Returns: whether its Modbus is framed as over TCP: as it was bound; else by its address
 */
gboolean guo_grader_is_tcp (json_t *row);

/**
 * guo_grader_settings_check:
 * @row: the body that binds a grading machine
 * @practice: whether simulators are allowed
 * @error: return location
 *
 * Returns: %FALSE with "bad-field"[protocol, address, profile, register_map, modbus], or an error of its address
 */
gboolean guo_grader_settings_check (json_t *row, gboolean practice, GError **error);

G_END_DECLS
