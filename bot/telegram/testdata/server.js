// Starts telegram-test-api on a port that it is told, and says when it listens.
const TelegramServer = require(process.argv[2]);
new TelegramServer({ port: Number(process.argv[3]), host: '127.0.0.1' }).start().then(() => console.log('listening'));
