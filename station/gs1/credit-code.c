#include "station/gs1/credit-code.h"

#include "station/gs1/keys.h"

#include <string.h>

#define ALPHABET "0123456789ABCDEFGHJKLMNPQRTUWXY"
#define LENGTH 18

gboolean
guo_credit_code_check (const gchar *code, GError **error)
{
  gsize len = strlen (code);
  gsize good = strspn (code, ALPHABET);
  guint weight = 1, sum = 0;
  gchar check;

  if (good < len)
    return guo_gs1_refuse (error, "credit-code", "character", "character %u of “%s” is not in the alphabet",
                           (guint) good + 1, code);
  if (len != LENGTH)
    return guo_gs1_refuse (error, "credit-code", "length", "“%s” has %u characters, 18 are needed", code,
                           (guint) len);
  for (gsize i = 0; i < LENGTH - 1; i++)
    {
      sum += (guint) (strchr (ALPHABET, code[i]) - ALPHABET) * weight;
      weight = weight * 3 % 31;
    }
  check = ALPHABET[(31 - sum % 31) % 31];
  if (check != code[LENGTH - 1])
    return guo_gs1_refuse (error, "credit-code", "check-character", "the last character of “%s” should be %c",
                           code, check);
  return TRUE;
}
