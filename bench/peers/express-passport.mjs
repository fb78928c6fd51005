import express from 'express';
import jwksRsa from 'jwks-rsa';
import passport from 'passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { profile } from './answer.mjs';

const { ISSUER: issuer, JWKS_URI: jwksUri, CLIENT_ID: clientId } = process.env;
passport.use(
  new Strategy(
    {
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKeyProvider: jwksRsa.passportJwtSecret({ cache: true, jwksUri }),
      issuer,
      algorithms: ['RS256'],
    },
    (claims, done) => {
      const good = claims.token_use === 'access' && claims.client_id === clientId;
      done(null, good ? { userId: claims.sub } : false);
    },
  ),
);
const app = express();
app.get('/api/v1/users/me', passport.authenticate('jwt', { session: false }), (_request, response) => {
  response.json(profile());
});
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`listening http://127.0.0.1:${server.address().port}`);
});
