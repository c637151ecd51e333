#include "station/gs1/ai.h"

#include "station/gs1/country.h"
#include "station/gs1/keys.h"

#include <string.h>

#define CSET_82 "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
#define CSET_39 "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

typedef enum
{
  CHECK_NONE,
  CHECK_DIGIT,   /* mod 10 over the part */
  CHECK_DATE_0,  /* YYMMDD, DD may be 00 */
  CHECK_DATE,    /* YYMMDD */
  CHECK_COUNTRY, /* ISO 3166 numeric */
  CHECK_PAIR,    /* two check characters of a model number (GMN) */
} Check;

typedef struct
{
  gchar set; /* N digits, X set 82, Y set 39 */
  guint8 least;
  guint8 most;
  Check check;
} Part;

typedef struct
{
  const gchar *ai;   /* 'n' stands for 0-5 (decimals), 's' for 0-9 */
  Part parts[2];
  const gchar *needs;    /* (nullable): groups apart by ';' must all hold, one of a group by ',' */
  const gchar *excludes; /* (nullable) */
  gboolean fixed;        /* length predefined: no FNC1 behind it */
  gboolean not_in_query;
} Row;

#define GTIN "01,02,8006"
#define ITEM "00,01,02,8006"

static const Row rows[] = {
  { "00", { { 'N', 18, 18, CHECK_DIGIT } }, NULL, NULL, TRUE, FALSE },
  { "01", { { 'N', 14, 14, CHECK_DIGIT } }, NULL, "02,37", TRUE, FALSE },
  { "02", { { 'N', 14, 14, CHECK_DIGIT } }, "37;00", "01", TRUE, FALSE },
  { "10", { { 'X', 1, 20, CHECK_NONE } }, GTIN, NULL, FALSE, FALSE },
  { "11", { { 'N', 6, 6, CHECK_DATE_0 } }, GTIN, NULL, TRUE, FALSE },
  { "13", { { 'N', 6, 6, CHECK_DATE_0 } }, ITEM, NULL, TRUE, FALSE },
  { "15", { { 'N', 6, 6, CHECK_DATE_0 } }, GTIN, NULL, TRUE, FALSE },
  { "16", { { 'N', 6, 6, CHECK_DATE_0 } }, GTIN, NULL, TRUE, FALSE },
  { "17", { { 'N', 6, 6, CHECK_DATE_0 } }, GTIN, NULL, TRUE, FALSE },
  { "20", { { 'N', 2, 2, CHECK_NONE } }, GTIN, NULL, TRUE, FALSE },
  { "21", { { 'X', 1, 20, CHECK_NONE } }, "01,8006", "235", FALSE, FALSE },
  { "22", { { 'X', 1, 20, CHECK_NONE } }, "01,02", NULL, FALSE, FALSE },
  { "235", { { 'X', 1, 28, CHECK_NONE } }, "01", "21", FALSE, FALSE },
  { "240", { { 'X', 1, 30, CHECK_NONE } }, GTIN, NULL, FALSE, FALSE },
  { "241", { { 'X', 1, 30, CHECK_NONE } }, GTIN, NULL, FALSE, FALSE },
  { "253", { { 'N', 13, 13, CHECK_DIGIT }, { 'X', 0, 17, CHECK_NONE } }, NULL, NULL, FALSE, FALSE },
  { "254", { { 'X', 1, 20, CHECK_NONE } }, "414", NULL, FALSE, FALSE },
  { "255", { { 'N', 13, 13, CHECK_DIGIT }, { 'N', 0, 12, CHECK_NONE } }, NULL, NULL, FALSE, FALSE },
  { "30", { { 'N', 1, 8, CHECK_NONE } }, "01,02", "37", FALSE, FALSE },
  { "310n", { { 'N', 6, 6, CHECK_NONE } }, ITEM, NULL, TRUE, FALSE },
  { "330n", { { 'N', 6, 6, CHECK_NONE } }, "00,01", NULL, TRUE, FALSE },
  { "37", { { 'N', 1, 8, CHECK_NONE } }, "00", "01,30", FALSE, FALSE },
  { "400", { { 'X', 1, 30, CHECK_NONE } }, NULL, NULL, FALSE, FALSE },
  { "401", { { 'X', 1, 30, CHECK_NONE } }, NULL, NULL, FALSE, FALSE },
  { "402", { { 'N', 17, 17, CHECK_DIGIT } }, NULL, NULL, FALSE, FALSE },
  { "403", { { 'X', 1, 30, CHECK_NONE } }, "00", NULL, FALSE, FALSE },
  { "410", { { 'N', 13, 13, CHECK_DIGIT } }, NULL, NULL, TRUE, FALSE },
  { "411", { { 'N', 13, 13, CHECK_DIGIT } }, NULL, NULL, TRUE, FALSE },
  { "412", { { 'N', 13, 13, CHECK_DIGIT } }, NULL, NULL, TRUE, FALSE },
  { "413", { { 'N', 13, 13, CHECK_DIGIT } }, NULL, NULL, TRUE, FALSE },
  { "414", { { 'N', 13, 13, CHECK_DIGIT } }, NULL, NULL, TRUE, FALSE },
  { "415", { { 'N', 13, 13, CHECK_DIGIT } }, "8020", NULL, TRUE, FALSE },
  { "416", { { 'N', 13, 13, CHECK_DIGIT } }, NULL, NULL, TRUE, FALSE },
  { "417", { { 'N', 13, 13, CHECK_DIGIT } }, NULL, NULL, TRUE, FALSE },
  { "422", { { 'N', 3, 3, CHECK_COUNTRY } }, GTIN, "426", FALSE, FALSE },
  { "423", { { 'N', 3, 3, CHECK_COUNTRY }, { 'N', 0, 12, CHECK_NONE } }, GTIN, "426", FALSE, FALSE },
  { "424", { { 'N', 3, 3, CHECK_COUNTRY } }, GTIN, "426", FALSE, FALSE },
  { "425", { { 'N', 3, 3, CHECK_COUNTRY }, { 'N', 0, 12, CHECK_NONE } }, GTIN, "426", FALSE, FALSE },
  { "426", { { 'N', 3, 3, CHECK_COUNTRY } }, GTIN, "422,423,424,425", FALSE, FALSE },
  { "427", { { 'X', 1, 3, CHECK_NONE } }, "422;01,02", NULL, FALSE, FALSE },
  { "7007", { { 'N', 6, 6, CHECK_DATE }, { 'N', 0, 6, CHECK_DATE } }, "01,02", NULL, FALSE, FALSE },
  { "703s", { { 'N', 3, 3, CHECK_NONE }, { 'X', 1, 27, CHECK_NONE } }, "01,02", NULL, FALSE, FALSE },
  { "7040", { { 'X', 4, 4, CHECK_NONE } }, NULL, NULL, FALSE, FALSE },
  { "8003", { { 'N', 14, 14, CHECK_DIGIT }, { 'X', 0, 16, CHECK_NONE } }, NULL, NULL, FALSE, FALSE },
  { "8004", { { 'X', 1, 30, CHECK_NONE } }, NULL, NULL, FALSE, FALSE },
  { "8006", { { 'N', 14, 14, CHECK_DIGIT }, { 'N', 4, 4, CHECK_NONE } }, NULL, "01,37", FALSE, FALSE },
  { "8010", { { 'Y', 1, 30, CHECK_NONE } }, NULL, NULL, FALSE, FALSE },
  { "8011", { { 'N', 1, 12, CHECK_NONE } }, "8010", NULL, FALSE, FALSE },
  { "8013", { { 'X', 1, 30, CHECK_PAIR } }, NULL, NULL, FALSE, FALSE },
  { "8017", { { 'N', 18, 18, CHECK_DIGIT } }, NULL, "8018", FALSE, FALSE },
  { "8018", { { 'N', 18, 18, CHECK_DIGIT } }, NULL, "8017", FALSE, FALSE },
  { "8019", { { 'N', 1, 10, CHECK_NONE } }, "8017,8018", NULL, FALSE, FALSE },
  { "8020", { { 'X', 1, 25, CHECK_NONE } }, "415", NULL, FALSE, FALSE },
  { "8200", { { 'X', 1, 70, CHECK_NONE } }, "01", NULL, FALSE, TRUE },
  { "90", { { 'X', 1, 30, CHECK_NONE } }, NULL, NULL, FALSE, FALSE },
  { "9s", { { 'X', 1, 90, CHECK_NONE } }, NULL, NULL, FALSE, FALSE },
};

static gboolean
digit_fits (gchar pattern, gchar digit)
{
  if (pattern == 'n')
    return digit >= '0' && digit <= '5';
  if (pattern == 's')
    return g_ascii_isdigit (digit);
  return pattern == digit;
}

static const Row *
row_of (const gchar *ai, gsize len)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize at = 0;

      if (strlen (rows[i].ai) != len)
        continue;
      while (at < len && digit_fits (rows[i].ai[at], ai[at]))
        at++;
      if (at == len)
        return &rows[i];
    }
  return NULL;
}

GuoGs1Element *
guo_gs1_element_new (const gchar *ai, gchar *value)
{
  GuoGs1Element *self = g_new0 (GuoGs1Element, 1);

  g_strlcpy (self->ai, ai, sizeof self->ai);
  self->value = value;
  return self;
}

void
guo_gs1_element_free (GuoGs1Element *self)
{
  if (self == NULL)
    return;
  g_free (self->value);
  g_free (self);
}

const gchar *
guo_gs1_element_find (GPtrArray *elements, const gchar *ai)
{
  for (guint i = 0; i < elements->len; i++)
    {
      const GuoGs1Element *element = g_ptr_array_index (elements, i);

      if (strcmp (element->ai, ai) == 0)
        return element->value;
    }
  return NULL;
}

gboolean
guo_gs1_ai_known (const gchar *ai)
{
  return row_of (ai, strlen (ai)) != NULL;
}

gsize
guo_gs1_ai_at (const gchar *text)
{
  gsize digits = strspn (text, "0123456789");

  for (gsize len = 2; len <= MIN (digits, 4); len++)
    if (row_of (text, len) != NULL)
      return len;
  return 0;
}

gsize
guo_gs1_ai_fixed_length (const gchar *ai)
{
  const Row *row = row_of (ai, strlen (ai));

  return row != NULL && row->fixed ? row->parts[0].most : 0;
}

gboolean
guo_gs1_ai_in_query (const gchar *ai)
{
  const Row *row = row_of (ai, strlen (ai));

  return row != NULL && !row->not_in_query;
}

static gboolean
date_is_good (const gchar *text, gboolean zero_day)
{
  gint year = 2000 + (text[0] - '0') * 10 + text[1] - '0';
  gint month = (text[2] - '0') * 10 + text[3] - '0';
  gint day = (text[4] - '0') * 10 + text[5] - '0';

  if (zero_day && day == 0)
    return month >= 1 && month <= 12;
  return month >= 1 && month <= 12 && day >= 1
         && day <= g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
}

/* The pair of a Global Model Number: primes from the right, modulo 1021, base 32 (GenSpecs 7.9.5). */
static gboolean
pair_is_good (const gchar *text, gsize len)
{
  static const guint primes[] = { 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43,
                                  47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107 };
  static const gchar pairs[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  guint sum = 0;

  if (len < 3)
    return FALSE;
  for (gsize i = 0; i + 2 < len; i++)
    sum += (guint) (strchr (CSET_82, text[len - 3 - i]) - CSET_82) * primes[i];
  sum %= 1021;
  return text[len - 2] == pairs[sum >> 5] && text[len - 1] == pairs[sum & 31];
}

static const gchar *
part_fault (const Part *part, const gchar *text, gsize len)
{
  switch (part->check)
    {
    case CHECK_DIGIT:
      return guo_gs1_check_digit (text, len - 1) == text[len - 1] - '0' ? NULL : "check-digit";
    case CHECK_DATE_0:
      return date_is_good (text, TRUE) ? NULL : "date";
    case CHECK_DATE:
      return len == 0 || (len == 6 && date_is_good (text, FALSE)) ? NULL : "date";
    case CHECK_COUNTRY:
      return guo_country_numeric_known (text) ? NULL : "country-code";
    case CHECK_PAIR:
      return pair_is_good (text, len) ? NULL : "check-characters";
    case CHECK_NONE:
      break;
    }
  return NULL;
}

static const gchar *
set_of (gchar set)
{
  return set == 'N' ? "0123456789" : set == 'X' ? CSET_82 : CSET_39;
}

static gboolean
refuse_value (GError **error, const gchar *ai, const gchar *reason, const gchar *value)
{
  g_autofree gchar *field = g_strdup_printf ("ai %s", ai);

  return guo_gs1_refuse (error, field, reason, "AI (%s): %s in “%s”", ai, reason, value);
}

static gboolean
check_part (const gchar *ai, const gchar *value, const Part *part, gsize *at, GError **error)
{
  gsize left = strlen (value + *at);
  gsize len = MIN (left, part->most);
  const gchar *fault;

  if (len < part->least)
    return refuse_value (error, ai, "length", value);
  if (strspn (value + *at, set_of (part->set)) < len)
    return refuse_value (error, ai, "character-not-allowed", value);
  fault = part_fault (part, value + *at, len);
  if (fault != NULL)
    return refuse_value (error, ai, fault, value);
  *at += len;
  return TRUE;
}

gboolean
guo_gs1_ai_check (const gchar *ai, const gchar *value, GError **error)
{
  const Row *row = row_of (ai, strlen (ai));
  gsize at = 0;

  if (row == NULL)
    return refuse_value (error, ai, "unknown-ai", value);
  if (value[0] == '\0')
    return refuse_value (error, ai, "empty-value", value);
  if (!check_part (ai, value, &row->parts[0], &at, error))
    return FALSE;
  if (row->parts[1].most > 0 && !check_part (ai, value, &row->parts[1], &at, error))
    return FALSE;
  return value[at] == '\0' || refuse_value (error, ai, "length", value);
}

static gboolean
one_present (GPtrArray *elements, const gchar *list)
{
  g_auto(GStrv) names = g_strsplit (list, ",", -1);

  for (gsize i = 0; names[i] != NULL; i++)
    if (guo_gs1_element_find (elements, names[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
check_needs (GPtrArray *elements, const gchar *ai, const gchar *needs, GError **error)
{
  g_auto(GStrv) groups = g_strsplit (needs, ";", -1);

  for (gsize i = 0; groups[i] != NULL; i++)
    if (!one_present (elements, groups[i]))
      return guo_gs1_refuse (error, ai, "required-ai-missing", "AI (%s) needs AI (%s) beside it", ai,
                             groups[i]);
  return TRUE;
}

/* Whether the two say the same thing twice: one AI, or one measure with other decimals. */
static const gchar *
clash (const GuoGs1Element *a, const GuoGs1Element *b)
{
  if (strcmp (a->ai, b->ai) == 0)
    return "duplicate";
  if (a->ai[0] == '3' && strlen (a->ai) == 4 && strncmp (a->ai, b->ai, 3) == 0)
    return "excluded-pair";
  return NULL;
}

gboolean
guo_gs1_ai_check_set (GPtrArray *elements, GError **error)
{
  for (guint i = 0; i < elements->len; i++)
    {
      const GuoGs1Element *element = g_ptr_array_index (elements, i);
      const Row *row = row_of (element->ai, strlen (element->ai));

      for (guint j = i + 1; j < elements->len; j++)
        {
          const GuoGs1Element *other = g_ptr_array_index (elements, j);
          const gchar *reason = clash (element, other);

          if (reason != NULL)
            return guo_gs1_refuse (error, element->ai, reason, "AI (%s) and AI (%s): %s", element->ai,
                                   other->ai, reason);
        }
      if (row->excludes != NULL && one_present (elements, row->excludes))
        return guo_gs1_refuse (error, element->ai, "excluded-pair", "AI (%s) excludes AI (%s)", element->ai,
                               row->excludes);
      if (row->needs != NULL && !check_needs (elements, element->ai, row->needs, error))
        return FALSE;
    }
  return TRUE;
}
