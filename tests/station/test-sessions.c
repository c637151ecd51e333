/* Who is logged in goes on after a restart; what was recorded is answered again to whoever sends it again. */
#include "tests/station/fixture.h"

#include "station/session.h"

#include <glib/gstdio.h>
#include <string.h>

#define HOUR_US ((gint64) 3600 * G_USEC_PER_SEC)

static gchar *
log_in (Fixture *f, const gchar *user, const gchar *pin)
{
  g_autoptr(json_t) login = fixture_do (f, "/v1/login", json_pack ("{s:s, s:s}", "user", user, "pin", pin));

  return g_strdup (json_string_value (json_object_get (login, "token")));
}

static GuoRole
role_now (Fixture *f, const gchar *token)
{
  GuoActor actor = { 0, GUO_ROLE_NOBODY, NULL };

  guo_sessions_lookup (f->station, token, &actor);
  return actor.role;
}

static gchar *
file_of (Fixture *f)
{
  return g_strconcat (f->path, ".d/sessions", NULL);
}

static void
change (Fixture *f, gint64 user, json_t *body)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/users/%" G_GINT64_FORMAT, user);

  fixture_as_supervisor (f);
  json_decref (fixture_do (f, path, body));
  fixture_as_operator (f);
}

static void
test_restart (void)
{
  Fixture f;
  g_autofree gchar *token = NULL;
  g_autofree gchar *file = NULL;
  g_autofree gchar *content = NULL;
  GStatBuf info;

  fixture_open (&f);
  fixture_centre (&f);
  token = log_in (&f, "王芳", "1111");
  file = file_of (&f);
  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (file, &content, NULL, NULL));
  g_assert_null (strstr (content, token)); /* only its digest */
  fixture_reopen (&f);
  g_assert_cmpint (role_now (&f, token), ==, GUO_ROLE_OPERATOR);
  f.wall_us += 11 * HOUR_US; /* the computer was off */
  fixture_reopen (&f);
  g_assert_cmpint (role_now (&f, token), ==, GUO_ROLE_OPERATOR);
  f.monotonic_us += HOUR_US;
  g_assert_cmpint (role_now (&f, token), ==, GUO_ROLE_NOBODY);
  f.wall_us += 2 * HOUR_US;
  fixture_reopen (&f);
  g_assert_cmpint (role_now (&f, token), ==, GUO_ROLE_NOBODY);
  fixture_close (&f);
}

/* A clock that was set back gives nobody more than 12 h. */
static void
test_clock_back (void)
{
  Fixture f;
  g_autofree gchar *token = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  token = log_in (&f, "王芳", "1111");
  f.wall_us -= 1000 * HOUR_US;
  fixture_reopen (&f);
  g_assert_cmpint (role_now (&f, token), ==, GUO_ROLE_OPERATOR);
  f.monotonic_us += 12 * HOUR_US;
  g_assert_cmpint (role_now (&f, token), ==, GUO_ROLE_NOBODY);
  fixture_close (&f);
}

static void
test_ended (void)
{
  Fixture f;
  g_autofree gchar *operator = NULL;
  g_autofree gchar *supervisor = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  supervisor = log_in (&f, "站长", "9999");
  operator = log_in (&f, "王芳", "1111");
  json_decref (fixture_do (&f, "/v1/logout", NULL)); /* 王芳 */
  fixture_reopen (&f);
  g_assert_cmpint (role_now (&f, operator), ==, GUO_ROLE_NOBODY);
  g_assert_cmpint (role_now (&f, supervisor), ==, GUO_ROLE_SUPERVISOR);
  g_clear_pointer (&operator, g_free);
  operator = log_in (&f, "王芳", "1111");
  change (&f, f.operator_id, json_pack ("{s:b}", "active", FALSE));
  fixture_reopen (&f);
  g_assert_cmpint (role_now (&f, operator), ==, GUO_ROLE_NOBODY);
  fixture_close (&f);
}

/* A file of yesterday: the user left meanwhile, or has another role. */
static void
test_old_file (void)
{
  Fixture f;
  g_autofree gchar *token = NULL;
  g_autofree gchar *file = NULL;
  g_autofree gchar *content = NULL;
  gsize len;

  fixture_open (&f);
  fixture_centre (&f);
  token = log_in (&f, "王芳", "1111");
  file = file_of (&f);
  g_assert_true (g_file_get_contents (file, &content, &len, NULL));
  change (&f, f.operator_id, json_pack ("{s:s}", "role", "supervisor"));
  g_assert_true (g_file_set_contents (file, content, (gssize) len, NULL));
  fixture_reopen (&f);
  g_assert_cmpint (role_now (&f, token), ==, GUO_ROLE_SUPERVISOR);
  change (&f, f.operator_id, json_pack ("{s:b}", "active", FALSE));
  g_assert_true (g_file_set_contents (file, content, (gssize) len, NULL));
  fixture_reopen (&f);
  g_assert_cmpint (role_now (&f, token), ==, GUO_ROLE_NOBODY);
  fixture_close (&f);
}

static void
test_damaged_file (void)
{
  static const gchar *const contents[] = { "", "[{]", "{}", "[1, null, {}, {\"token\": 5}]",
                                           "[{\"token\": \"00\", \"user\": 1, \"until_us\": 9e99}]" };

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      Fixture f;
      g_autofree gchar *token = NULL;
      g_autofree gchar *file = NULL;

      fixture_open (&f);
      fixture_centre (&f);
      token = log_in (&f, "王芳", "1111");
      file = file_of (&f);
      g_assert_true (g_file_set_contents (file, contents[i], -1, NULL));
      fixture_reopen (&f);
      g_assert_cmpint (role_now (&f, token), ==, GUO_ROLE_NOBODY);
      g_clear_pointer (&token, g_free);
      token = log_in (&f, "王芳", "1111");
      g_assert_cmpint (role_now (&f, token), ==, GUO_ROLE_OPERATOR);
      fixture_close (&f);
    }
}

static json_t *
village (const gchar *name)
{
  return json_pack ("{s:s}", "name", name);
}

/* The same request with the same id has its answer, whoever sends it; anything else is checked first. */
static void
test_answer_without_session (void)
{
  Fixture f;
  g_autoptr(json_t) first = NULL;
  g_autoptr(json_t) again = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) stranger = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  first = fixture_command (&f, 7, "/v1/villages", village ("甲村"), &error);
  g_assert_no_error (error);
  f.actor = (GuoActor) { 0, GUO_ROLE_NOBODY, "test" };
  again = fixture_command (&f, 7, "/v1/villages", village ("甲村"), &error);
  g_assert_no_error (error);
  g_assert_true (json_equal (first, again));
  g_assert_null (fixture_command (&f, 7, "/v1/villages", village ("乙村"), &stranger));
  g_assert_cmpstr (guo_refusal_code (stranger), ==, "login-needed");
  fixture_refused (&f, "/v1/villages", village ("甲村"), "login-needed");
  fixture_close (&f);
}

/* An approver's PIN is asked once; sent again after it was changed, the record still has its answer. */
static void
test_answer_with_approver (void)
{
  Fixture f;
  gint64 lot;
  g_autoptr(json_t) body = NULL;
  g_autoptr(json_t) first = NULL;
  g_autoptr(json_t) again = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  lot = fixture_deliver (&f, NULL);
  body = json_pack ("{s:I, s:I, s:b, s:s, s:{s:s, s:s}}", "lot", (json_int_t) lot, "gross_mg",
                    (json_int_t) 20000000, "typed", TRUE, "reason", "秤坏了", "approver", "user", "站长", "pin",
                    "9999");
  first = fixture_command (&f, 8, "/v1/weighings", json_deep_copy (body), &error);
  g_assert_no_error (error);
  change (&f, f.supervisor_id, json_pack ("{s:s}", "pin", "8888"));
  again = fixture_command (&f, 8, "/v1/weighings", json_deep_copy (body), &error);
  g_assert_no_error (error);
  g_assert_true (json_equal (first, again));
  fixture_close (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/sessions/restart", test_restart);
  g_test_add_func ("/station/sessions/clock-back", test_clock_back);
  g_test_add_func ("/station/sessions/ended", test_ended);
  g_test_add_func ("/station/sessions/old-file", test_old_file);
  g_test_add_func ("/station/sessions/damaged-file", test_damaged_file);
  g_test_add_func ("/station/sessions/answer-without-session", test_answer_without_session);
  g_test_add_func ("/station/sessions/answer-with-approver", test_answer_with_approver);
  return g_test_run ();
}
