package Diadoc.Api.crypt;

import Diadoc.Api.crypt.exceptions.TokenDecryptException;
import java.security.cert.X509Certificate;

/** In place of the SDK's class of this name, which needs libraries of CryptoPro that are not public. */
public class TokenDecryptManager {
    public static byte[] decryptToken(byte[] encryptedToken, X509Certificate certificate) throws TokenDecryptException {
        throw new UnsupportedOperationException("CryptoPro is not here");
    }
}
