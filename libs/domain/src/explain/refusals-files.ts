import type { Wording } from './language.js';

/** Photos and documents of a case. */
export const FILE_REFUSALS: Readonly<Record<string, Wording>> = {
  'VALUE_NOT_POSSIBLE/IM-4': {
    ar: ['لا يمكن قبول هذا الملف.', 'ينبغي إرسال صورة عادية أو مستند PDF بسيط.'],
    fr: ['Ce fichier ne peut pas être accepté.', 'Envoyez une image ordinaire ou un PDF simple.'],
  },
  'VALUE_NOT_POSSIBLE/IM-4#file_type': {
    ar: [
      'لا يُقبل هذا النوع من الملفات، أو أن الملف ليس كما يقال عنه.',
      'ينبغي إرسال صورة ثابتة بصيغة JPEG أو PNG أو WebP، أو مستند PDF.',
    ],
    fr: [
      'Ce type de fichier n’est pas accepté, ou le fichier n’est pas ce qu’il prétend être.',
      'Envoyez une image fixe JPEG, PNG ou WebP, ou un PDF.',
    ],
  },
  'VALUE_NOT_POSSIBLE/IM-4#file_broken': {
    ar: ['لا يمكن قراءة الملف إلى نهايته.', 'ينبغي التقاط الصورة أو حفظ المستند من جديد.'],
    fr: ['Le fichier ne peut pas être lu jusqu’au bout.', 'Reprenez la photo ou enregistrez le document à nouveau.'],
  },
  'VALUE_NOT_POSSIBLE/IM-4#file_pixels': {
    ar: ['عدد نقاط الصورة كبير جدًا.', 'ينبغي التقاطها من جديد بحجم أصغر.'],
    fr: ['L’image a trop de pixels.', 'Reprenez-la dans une taille plus petite.'],
  },
  'VALUE_NOT_POSSIBLE/IM-4#file_active': {
    ar: [
      'يمكن لهذا المستند تشغيل شيء ما، أو أنه يحمل ملفًا آخر، أو أنه مقفل.',
      'ينبغي طباعته إلى PDF جديد بلا كلمة مرور، أو إرسال صورة للصفحات.',
    ],
    fr: [
      'Ce document peut exécuter quelque chose, contient un autre fichier, ou est verrouillé.',
      'Imprimez-le dans un nouveau PDF sans mot de passe, ou envoyez une photo des pages.',
    ],
  },
  'VALUE_NOT_POSSIBLE/IM-4#file_harmful': {
    ar: ['وجد برنامج الفحص شيئًا ضارًا في هذا الملف، ولم يُحفظ.', 'ينبغي إرسال صورة للورقة.'],
    fr: [
      'L’analyse a trouvé un élément nuisible dans ce fichier. Il n’a pas été gardé.',
      'Envoyez une photo du papier.',
    ],
  },
  'VALUE_NOT_POSSIBLE/IM-4#file_count': {
    ar: ['بلغت ملفات هذه الحالة العدد الأقصى.', 'ينبغي كتابة ما هو مهم في نموذج بدلًا من ذلك.'],
    fr: ['Ce cas a déjà autant de fichiers que possible.', 'Notez plutôt l’essentiel dans un formulaire.'],
  },
  'TOO_EARLY/IM-4': {
    ar: [
      'لم يُفحص هذا الملف بعد بحثًا عن محتوى ضار.',
      'ينبغي الانتظار إلى أن يُفحص، أو الطلب من المشرف أن يأمر بفحصه الآن.',
    ],
    fr: [
      'Ce fichier n’a pas encore été analysé.',
      'Attendez qu’il le soit, ou demandez à votre superviseur de le faire analyser maintenant.',
    ],
  },
  'NOT_ALLOWED_IN_STAGE/IM-4': {
    ar: ['تُضاف الملفات ما دامت الحالة مفتوحة.', 'ينبغي إعادة فتح الحالة أولًا، إن كان ذلك ممكنًا.'],
    fr: ['Des fichiers s’ajoutent tant que le cas est ouvert.', 'Rouvrez d’abord le cas, si c’est possible.'],
  },
};
