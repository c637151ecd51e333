/* A grade scheme: refused with a place, written back the same, judged. After a line of
 * dashes the input may go on with a fruit, an object as a line of guozhanctl grade has it. */
#include "tests/fuzz/fuzz.h"

#include "station/grading/judge.h"
#include "station/grading/lot-judge.h"
#include "station/grading/scheme-edit.h"

#include <string.h>

#define PARTING "\n---\n"

static void
check_text (const GuoScheme *scheme)
{
  g_autofree gchar *text = guo_scheme_text (scheme);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoScheme) again = guo_scheme_parse (text, &error);
  g_autofree gchar *second = NULL;

  g_assert_no_error (error);
  second = guo_scheme_text (again);
  g_assert_cmpstr (text, ==, second);
  g_assert_cmpuint (again->n_classes, ==, scheme->n_classes);
}

static void
check_judgement (const GuoScheme *scheme, json_t *fruit)
{
  gint64 values[GUO_MEASUREMENTS_MAX];
  GuoJudgement judgement;
  GuoLotSample sample = { .values = values };

  guo_scheme_clear (scheme, values);
  for (guint i = 0; i < scheme->n_measurements; i++)
    {
      const gchar *text = guo_exact_json_number (json_object_get (fruit, scheme->measurements[i].name));

      if (text != NULL)
        guo_decimal_parse (text, &values[i]);
    }
  guo_scheme_derive (scheme, values);
  guo_scheme_judge (scheme, values, 20260716, &judgement);
  g_assert_cmpuint (judgement.class_index, <=, scheme->n_classes);
  if (judgement.class_index < scheme->n_classes)
    g_assert_null (guo_limits_check (scheme->classes[judgement.class_index].limits,
                                     scheme->classes[judgement.class_index].n_limits, values, 20260716));
  if (judgement.failed != NULL)
    g_assert_true (judgement.value < judgement.failed->least || judgement.value > judgement.failed->most);
  guo_lot_judgement_free (guo_scheme_judge_lot (scheme, &sample, scheme->n_classes - 1, 0, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree gchar *text = size > 0 ? g_strndup ((const gchar *) data, size) : g_strdup ("");
  gchar *fruit = strstr (text, PARTING);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoScheme) scheme = NULL;
  json_auto_t *object = fruit != NULL ? guo_exact_json_parse (fruit + strlen (PARTING), NULL) : NULL;

  if (fruit != NULL)
    *fruit = '\0';
  scheme = guo_scheme_parse (text, &error);
  g_assert_true ((scheme == NULL) == (error != NULL));
  if (scheme == NULL)
    {
      g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
      return 0;
    }
  check_text (scheme);
  check_judgement (scheme, object);
  return 0;
}
