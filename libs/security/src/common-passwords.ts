/**
 * What passwords are made of all over the world, as one reads it in every published list of the most common ones: single
 * words, from which the usual longer ones come by a year, a row of keys, another word or a sign. Lower case, no accents.
 */
export const COMMON_WORDS: readonly string[] = `
  abcd access account adam admin adobe adrian africa agent aggies ahmad ahmed aisha aladdin alaska albert alex
  alexander alexis alice alien allah allison alpha always amal amanda amber america amigo amina amman amor amour
  anderson andrea andrew angel angela animal anthony apollo apple april archer arsenal arthur asdf ashley august
  austin avalon azerty baby babygirl baghdad bailey banana bandit barbara barcelona barney baseball basket basketball
  batman beach bear beautiful beaver beirut benjamin bigdaddy bilal black blahblah blessed blessing blink blue bond
  bonjour booboo boomer boss boston brandon brandy bubbles buddy bulldog buster butter butterfly cairo cameron canada
  captain carlos carolina cartman casper change changeme charles charlie charlotte cheese chelsea chester chicago
  chicken chocolate chris christ christian christmas christopher claire classic cocacola coffee college company
  computer connect cookie cooper corvette cowboy cowboys creative crystal daddy dallas damascus daniel danielle
  darling david december default demo destiny detroit devil diablo diamond dolphin donald dragon dream driver eagle
  eagles eclipse edward egypt einstein elephant elizabeth emily eminem emmanuel england enter eric faith falcon family
  father fatima february fender ferrari fire fireball first fish fishing florida flower flowers football forest
  forever formula france francis frank freddy freedom friday friend friends fuck galaxy gandalf garden garfield gemini
  george german ginger girl god goddess golden golf golfer google gordon grace green guest guitar habibi hahaha hammer
  hamza hannah happy harley harry hassan heart heather heaven hello helpme hockey holiday home honda honey horse
  hotdog house howard hunter hussein ibrahim iceman iloveyou inshallah internet iraq ireland isabella iwantu jackson
  james january jasmine jason jasper jennifer jeremy jerusalem jessica jessie jesus john johnson jonathan jordan
  joseph joshua july june junior justin karim kevin khaled khalid killer king kitten kitty knight lakers lauren layla
  lebanon legend letmein liberty life lion little liverpool login lol london looking louise love lovely loveme lover
  lucky maggie magic mahmoud manager manchester maria mariam marie marina marine marlboro martin marvin maryam master
  matrix matthew maverick maxwell mecca mercedes merlin mexico michael michelle mickey midnight miller mohamed
  mohammed monday money monica monkey monster montana morgan mother mountain mouse murphy muslim mustafa mustang
  myspace naruto natalie nathan newyork nicholas nicole ninja nissan noor nothing nour november october oliver omar
  online openup orange pakistan palestine panther paris parker pass passion passwd password patrick peace peaches
  peanut pepper phantom phoenix player please pokemon police popcorn porsche prince princess private purple qwer qwert
  qwerty rabbit rachel racing raiders rainbow ramadan ranger rangers rebecca redsox remember richard robert robin
  rocket ronaldo rosebud runner russia salam samantha sammy samsung samuel sandra sara sarah saturday saturn scooter
  scorpion scott secret september server service sexy shadow shannon sharon shelby sierra silver simple skippy slayer
  smile smokey snoopy soccer sophie spanky spider spiderman spirit spring stalker star starwars steelers stella steven
  strike student success summer sunday sunflower sunshine super superman superstar support survivor sweet sydney syria
  system taylor teacher tennis test teste testing thank thomas thunder tiger tigger time tinker today toyota travis
  trouble truelove trustno turkey turtle tweety unicorn united user victor victoria viking vincent violet warrior
  welcome whatever white william willow winner winston winter wizard wolf wolves woman wonder world xavier yamaha
  yankees yasmin yellow yousef zainab zaq zxcvbn
`
  .trim()
  .split(/\s+/);

/** What this system, its work and its people are called: nobody has to look far for these. */
export const CONTEXT_WORDS: readonly string[] = `
  abuse admin administrator agency assessment bisp care case caseload casemanagement caseward casework caseworker
  child childhood childprotection children closure code community conference confidential consent coordination data
  entry followup harm head identification incident intake lantern login management manager managment ministry minor
  neglect office officer password plan post primero protect protection provider referral registration review risk role
  safe safeguarding safety save service shelter signin social socialworker supervisor support survivor team unhcr
  unicef victim volunteer welfare worker youth
`
  .trim()
  .split(/\s+/);

/** Keys beside each other and rows that everybody knows, each read in both directions. */
export const ROWS: readonly string[] = [
  ...['01234567890', '1234567890-=', '!@#$%^&*()', 'abcdefghijklmnopqrstuvwxyz'],
  ...['qwertyuiop[]', "asdfghjkl;'", 'zxcvbnm,./', 'azertyuiop', 'qsdfghjklm', 'wxcvbn', 'qwertzuiop', 'yxcvbnm'],
  ...['1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p', '1q2w3e4r5t6y7u8i9o0p', 'q1w2e3r4t5y6u7i8o9p0', 'qazwsxedcrfvtgbyhnujm'],
  ...[
    'a1b2c3d4e5f6g7h8i9',
    '147258369',
    '159357',
    '0246813579',
    'ابتثجحخدذرزسشصضطظعغفقكلمنهوي',
    'ضصثقفغعهخحجد',
    'شسيبلاتنمكط',
  ],
];
