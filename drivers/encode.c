#include "drivers/encode.h"

#include "drivers/scale/hid.h"
#include "drivers/scale/register-map.h"

#include <string.h>

void
guo_scale_config_init (GuoScaleConfig *config, const GuoScaleProtocol *protocol, const GuoScaleConfig *given)
{
  *config = given != NULL ? *given : (GuoScaleConfig) { 0 };
  if (config->unit == GUO_UNIT_NONE)
    config->unit = GUO_UNIT_KG;
  if (config->map == NULL && protocol->map != NULL)
    config->map = guo_register_map_builtin (protocol->map, NULL);
  if (config->report == NULL)
    config->report = &guo_hid_scale_usual_layout;
}

const GuoScaleVerb *
guo_scale_verb (const GuoScaleProtocol *protocol, const gchar *name)
{
  for (const GuoScaleVerb *verb = protocol->verbs; verb != NULL && verb->name != NULL; verb++)
    if (g_str_equal (verb->name, name))
      return verb;
  return NULL;
}

static void
refuse_verb (const GuoScaleProtocol *protocol, const gchar *name, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (const GuoScaleVerb *verb = protocol->verbs; verb != NULL && verb->name != NULL; verb++)
    g_string_append_printf (known, "%s%s", known->len == 0 ? "" : ", ", verb->name);
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "no command \"%s\"; there are %s", name,
               known->len == 0 ? "none: the scale only talks" : known->str);
}

static gboolean
check (const GuoScaleProtocol *protocol, const GuoScaleVerb *verb, const GuoScaleCommand *command, GError **error)
{
  if (verb == NULL)
    refuse_verb (protocol, command->command, error);
  else if (command->address > protocol->max_address && protocol->max_address == 0)
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT,
                 "this protocol has no addresses, %u was given", command->address);
  else if (command->address > protocol->max_address)
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "addresses go from 1 to %u, %u was given",
                 protocol->max_address, command->address);
  else if (command->arg != NULL && verb->effect != GUO_COMMAND_PRESETS)
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT,
                 "the command \"%s\" takes no argument, \"%s\" was given", command->command, command->arg);
  else
    return TRUE;
  return FALSE;
}

gssize
guo_scale_encode (const GuoScaleProtocol *protocol, const GuoScaleCommand *command, guint8 *out, gsize max,
                  GError **error)
{
  const GuoScaleVerb *verb = guo_scale_verb (protocol, command->command);
  GuoScaleCommand complete = *command;
  GuoScaleConfig config;
  gsize len;

  if (!check (protocol, verb, command, error))
    return -1;
  if (protocol->max_address > 0 && complete.address == 0)
    complete.address = 1;
  if (verb->bytes == NULL || command->arg != NULL)
    {
      guo_scale_config_init (&config, protocol, command->config);
      complete.config = &config;
      return protocol->encode (&complete, out, max, error);
    }
  len = strlen (verb->bytes);
  if (len > max)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT,
                   "the command takes %zu bytes, there is room for %zu", len, max);
      return -1;
    }
  memcpy (out, verb->bytes, len);
  return (gssize) len;
}

const gchar *
guo_scale_question (const GuoScaleProtocol *protocol)
{
  const GuoScaleVerb *verb = protocol->ask != NULL ? guo_scale_verb (protocol, protocol->ask) : NULL;

  return verb != NULL && verb->effect == GUO_COMMAND_ASKS ? verb->name : NULL;
}
