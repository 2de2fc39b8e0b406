"""English as customers write it: words that say nothing, words and phrases that mean the same. Pure tables."""

from __future__ import annotations

import re

# Words that stand in every question whatever it is about. Question words stay: "when" is not "how much".
_SAYING_NOTHING = """
a about all am an and any are as at be been being but by can cant could couldnt did didnt do does doesnt dont
everything for from get getting give given go got had has hasnt have havent having he hello help her here hi
him his i id if ill im in into is isnt it its ive just know let like may me might mine my myself need needed
of on or our please put see shall she should so some something tell than thank thanks that thats the their
them then there these they thing this those to up us use using very want wanted wants was we well were will
wish with wont would you your youre yours
"""
STOP_WORDS = frozenset(_SAYING_NOTHING.split())

# What customers say in several words and articles in one.
PHRASES = (
    (re.compile(r"\b(?:send|sent|sending|give|bring|ship|mail|post)(?: \w+)? back\b"), " return "),
    (re.compile(r"\b(?:money|cash) back\b"), " refund "),
    (re.compile(r"\bpick(?:ed|ing)?(?:[ -]\w+){0,2}?[ -]up\b"), " collect "),
    (
        re.compile(r"\b(?:stop|abort|undo|withdraw|revoke)(?= (?:my|the|this|an) (?:order|purchase))"),
        "cancel",
    ),
    (re.compile(r"\b(?:sold out|out of stock)\b"), " soldout "),
    (re.compile(r"\b(?:(?:two|2) times|double|doubly)\b"), " twice "),
    (
        re.compile(r"\b(?:credit|debit|bank) ?cards?\b|\b(?:visa|master ?card|american express|amex|maestro)\b"),
        " creditcard ",
    ),
    (re.compile(r"\bgift ?(?:card|voucher|certificate)s?\b"), " giftcard "),
    (re.compile(r"\b(?:opening|business|office|working) (?:hours|times)\b"), " open hours "),
    (re.compile(r"\be-?mails?\b"), " email "),
)

# Words that customers of shops and services use for one another, a group a line; the first stands for the others. Only
# what means the same in nearly every support question is here: what one site calls so goes into its articles' aliases.
GROUPS = """
warranty guarantee guaranteed
parcel package packet shipment
courier carrier postman driver
invoice bill
refund reimburse reimbursement moneyback
exchange swap
repair fix mend mended repaired
broken damaged shattered smashed cracked defective faulty
voucher coupon
buy purchase bought
cost price fee priced pricing
deliver delivery arrive arrival
fast express urgent urgently quick quickly fastest quicker asap
delete erase remove wipe
mistake wrong incorrect
password passcode passwd
phone telephone
shop store showroom
collect pickup
newsletter mailings
cancel abort
size big large tall height wide width dimension dimensions
decline reject refused
payment pay paid paying
photo picture image
error problem issue trouble fault
lost vanished
gift present
company business firm
job hiring vacancy career recruit
sustainable sustainability eco environment environmental
""".strip()

# Words near in meaning, a group a line: customers say one and articles another. They are not the same, so what is found
# by them counts for less than half, and in the texts of articles only.
RELATED = """
change rename edit update modify customize adjust switch set
link url address
order purchase buy checkout sale
account login signup member profile
design template theme layout style
problem troubleshoot unable fail
photo logo icon
deliver ship shipment parcel
phone mobile
email inbox message notification
professional partner expert developer agency
pay invoice charge bill payout
cancel unsubscribe end stop
delete remove hide
subscription plan membership premium upgrade
text title heading font
publish live
secure ssl https certificate
booking appointment reservation service
customer client visitor user member
website page web site
search find google index seo
discount coupon promotion sale voucher
product item inventory
shop store
form contact submission
verify identity document confirm
add create insert upload new
connect integrate sync link
show display appear visible
copy duplicate
move transfer
view see track report analytics
allow enable permission
disable hide prevent
hire professional
require mandatory
""".strip()
