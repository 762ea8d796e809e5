#ifndef CCRYPTO_H
#define CCRYPTO_H
#include <crypt.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <zxcvbn.h>
#endif
