/* Prints guo_verbs() as JSON: what the document must describe, field by field. */
#include "station/fields.h"
#include "station/station.h"

#include <stdio.h>

static const gchar *const kinds[] = { "query", "command", "act" };
static const gchar *const roles[] = { "nobody", "operator", "supervisor" };

static json_t *
fields_json (const GuoField *fields)
{
  json_t *object = json_object ();

  for (const GuoField *field = fields; field != NULL && field->name != NULL; field++)
    {
      json_t *item = json_pack ("{s:b}", "required", field->need == GUO_FIELD_REQUIRED);

      if (field->choices != NULL)
        {
          json_t *choices = json_array ();

          for (gsize i = 0; field->choices[i] != NULL; i++)
            json_array_append_new (choices, json_string (field->choices[i]));
          json_object_set_new (item, "choices", choices);
        }
      if (field->fields != NULL)
        json_object_set_new (item, "fields", fields_json (field->fields));
      json_object_set_new (object, field->name, item);
    }
  return object;
}

int
main (void)
{
  json_auto_t *verbs = json_array ();

  for (const GuoVerb *verb = guo_verbs (); verb->method != NULL; verb++)
    json_array_append_new (verbs,
                           json_pack ("{s:s,s:s,s:s,s:s,s:o}", "method", verb->method, "path", verb->path,
                                      "kind", kinds[verb->kind], "role", roles[verb->role], "fields",
                                      fields_json (verb->fields)));
  return json_dumpf (verbs, stdout, JSON_COMPACT);
}
