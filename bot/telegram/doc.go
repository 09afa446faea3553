// Package telegram lets people talk to a bot.Chats on Telegram.
//
// The bot reads updates by long polling or from a webhook. Each chat has its
// messages answered one at a time, in order; an update that was answered is
// never answered again, nor after a restart, and one that was not is. What an
// answer looks like is made from bot.Answer.Parts (html.go), so nothing that
// stands in minutes or questions is read by Telegram as markup.
//
// Only the library's requests and types are used (api.go says why): the token
// stands in no log and no error.
//
// The reading order: bot.go (what runs), poll.go and webhook.go (how updates
// come in), queue.go and journal.go (each once, in order), handle.go (what is
// answered), send.go and api.go (how it gets out).
package telegram
